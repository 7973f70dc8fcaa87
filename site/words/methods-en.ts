/** One entry of the methods page: what a figure means, and how it is computed. */
export interface MethodEntry {
  readonly id: string;
  readonly title: string;
  readonly texts: readonly string[];
  readonly formula: string | null;
}

/** The methods page in English. */
export const methodsEn: readonly MethodEntry[] = [
  {
    id: "strategy",
    title: "Strategy, run, seed",
    texts: [
      "A strategy says which parts of a model train and which stay frozen; nothing else. A run is one strategy with one seed under the profile, so that model, corpus and budget are the same for all.",
      "All strategies use the same seeds, hence the same order of training data. A strategy’s score is averaged over its seeds, question by question.",
    ],
    formula: null,
  },
  {
    id: "trained-share",
    title: "Trained share",
    texts: [
      "The number of parameters that may change, divided by all parameters. A tied tensor counts once.",
    ],
    formula: "trained share = trainable parameters / all parameters",
  },
  {
    id: "score",
    title: "Score: micro average",
    texts: [
      "The share of questions answered correctly, each question with the same weight. An answer that cannot be read is wrong; it is never dropped.",
      "Several seeds: first the share of seeds that are right on each question, then the mean over questions.",
    ],
    formula: "score = (1 / n) × Σ right(question)",
  },
  {
    id: "macro",
    title: "Macro average",
    texts: [
      "The mean of the subjects’ scores, each subject with the same weight. C-Eval and CMMLU are often published so.",
    ],
    formula: "macro = (1 / G) × Σ score(subject)",
  },
  {
    id: "interval",
    title: "95 % interval of a score",
    texts: [
      "Questions of one subject (or about one entity) resemble each other, so the standard error is clustered: deviations are summed within a cluster before they are squared. The interval uses Student’s t with one degree of freedom less than there are clusters.",
      "Small groups and subjects use the Wilson interval, which stays inside 0 and 100 %. Each table says which one it shows. The interval of a score does not tell whether two scores differ.",
    ],
    formula: "SE² = (1 / n²) × G / (G − 1) × Σ over clusters (Σ (right − score))²",
  },
  {
    id: "chance",
    title: "Chance and other guesses without a model",
    texts: [
      "Chance is the expected score of an even guess. Some rules do better without reading the question: always the letter that is most frequent in the key, or always the longest option. All are shown as lines and rows.",
      "A score whose interval reaches down to the best of them is marked: it is not shown to be above a guess.",
    ],
    formula: "chance = mean of 1 / (number of options)",
  },
  {
    id: "difference",
    title: "Difference and its interval",
    texts: [
      "Both strategies answer the same questions, so they are compared question by question. That removes the part of the noise that both share.",
      "The interval of the difference is clustered in the same way, with Student’s t; where both sides have several seeds, their spread is in it too. Zero outside the interval means: the difference is larger than the choice of questions explains.",
    ],
    formula: "difference = (1 / n) × Σ (right(A) − right(B))",
  },
  {
    id: "adjusted",
    title: "Adjusted p (Holm)",
    texts: [
      "Many comparisons at once find a difference by luck. Holm’s procedure orders the p-values and asks more of the smallest: with m comparisons, the i-th smallest is multiplied by m − i + 1, and never falls below the one before it.",
      "The thin line in the forest plot is the interval at that level: it excludes zero where the adjusted test rejects.",
    ],
    formula: "adjusted p(i) = max over j ≤ i of min(1, (m − j + 1) × p(j))",
  },
  {
    id: "mcnemar",
    title: "McNemar mid-p",
    texts: [
      "For one seed each: looks only at questions on which exactly one of the two is right, and asks whether a fair coin would split them so. It speaks of these questions only, not of other subjects.",
    ],
    formula: "p = 2 × P(X ≤ min(b, c)) − P(X = min(b, c)), X binomial(b + c, 1/2)",
  },
  {
    id: "discordance",
    title: "Discordance",
    texts: [
      "The share of questions on which the two differ. The smaller it is, the finer the difference that can be seen.",
    ],
    formula: "discordance = (b + c) / n",
  },
  {
    id: "mde",
    title: "Smallest difference found with 80 % power",
    texts: [
      "If the true difference were this large, four repetitions in five would find it. A smaller true difference can easily stay undecided: absence of evidence, not evidence of absence.",
    ],
    formula: "smallest difference = (1.960 + 0.842) × SE(difference)",
  },
  {
    id: "relative",
    title: "Relative improvement",
    texts: [
      "The ratio of two scores less one, with Fieller’s interval. It depends on the size of the denominator: four points are 16 % at a score of 25 and 5 % at 80. So it never ranks anything here.",
      "Where the denominator is not clearly above zero (or above chance, where chance is taken off), its interval has no end: the page says “undefined” and why.",
    ],
    formula: "relative improvement = score(A) / score(B) − 1",
  },
  {
    id: "verdict",
    title: "Verdict",
    texts: [
      "Better or worse (full triangle): the adjusted test rejects with questions clustered, so the difference is expected on other questions of the kind. On these questions only (hollow triangle): it rejects question by question, but not with questions clustered.",
      "Equivalent: the 90 % interval lies inside the margin that was set before (two one-sided tests). Everything else is undecided, also where neither of the two is shown to be above chance.",
      "Each comparison page gives the verdict in full, with the rule that led to it and, where it is open, how many questions or seeds would settle it.",
    ],
    formula: null,
  },
  {
    id: "seeds",
    title: "Seeds",
    texts: [
      "Three seeds are too few for a test of their own: even if all agree, a sign-flip test cannot go below p = 0.25. So single seeds are shown as rings, and no p-value is made from them.",
    ],
    formula: null,
  },
  {
    id: "letters",
    title: "Predicted letters",
    texts: [
      "A model that prefers one letter gets a share right without knowing anything. The histogram shows how often it chose each letter, beside the key.",
    ],
    formula: null,
  },
  {
    id: "audit",
    title: "Audit",
    texts: [
      "After training, every tensor is compared with the start. Frozen ones must be identical to the last bit, trained ones must have changed; otherwise the run fails.",
    ],
    formula: null,
  },
  {
    id: "fingerprint",
    title: "Fingerprint",
    texts: [
      "The hash of everything that can change a stage’s result: its settings, its inputs, the code, library versions, precision and kind of device. Equal fingerprints mean that the work need not be done twice.",
    ],
    formula: null,
  },
  {
    id: "rounding",
    title: "Rounding",
    texts: [
      "Scores and differences are in percentage points with as many decimals as their interval can bear: none where it is wider than ±10, one as a rule, two where it is finer than ±0.1. The machine files hold all digits.",
    ],
    formula: null,
  },
];
