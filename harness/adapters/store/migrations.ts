/** One forward step of the database. Never edited once released: the hash of its SQL is checked at each start. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

/** All steps in order; the last one's version is the database's `user_version`. */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    name: "first tables",
    sql: `
CREATE TABLE run (
  name TEXT PRIMARY KEY,
  strategy TEXT NOT NULL,
  profile TEXT NOT NULL,
  seed INTEGER,
  origin TEXT NOT NULL CHECK (origin IN ('planned', 'evaluated', 'imported')),
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  planned_at TEXT NOT NULL,
  archived INTEGER NOT NULL DEFAULT 0 CHECK (archived IN (0, 1))
) STRICT;

CREATE TABLE run_stage (
  run TEXT NOT NULL REFERENCES run (name) ON DELETE CASCADE ON UPDATE CASCADE,
  position INTEGER NOT NULL,
  stage_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  inputs TEXT NOT NULL CHECK (json_valid(inputs)),
  PRIMARY KEY (run, stage_id)
) STRICT;
CREATE INDEX run_stage_by_fingerprint ON run_stage (fingerprint);

CREATE TABLE stage (
  fingerprint TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  inputs TEXT NOT NULL CHECK (json_valid(inputs)),
  owner TEXT NOT NULL,
  done_at TEXT NOT NULL,
  duration_ms INTEGER NOT NULL,
  summary TEXT NOT NULL CHECK (json_valid(summary))
) STRICT;

CREATE TABLE attempt (
  id INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL,
  run TEXT NOT NULL,
  stage_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  folder TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  outcome TEXT CHECK (outcome IN ('done', 'failed', 'cancelled')),
  failure TEXT CHECK (failure IS NULL OR json_valid(failure)),
  UNIQUE (run, stage_id, number)
) STRICT;
CREATE INDEX attempt_by_fingerprint ON attempt (fingerprint);

CREATE TABLE question (
  id INTEGER PRIMARY KEY,
  data_hash TEXT NOT NULL,
  benchmark TEXT NOT NULL,
  split TEXT NOT NULL,
  subject TEXT NOT NULL,
  item TEXT NOT NULL,
  cluster TEXT NOT NULL,
  answer TEXT,
  num_choices INTEGER NOT NULL,
  UNIQUE (data_hash, benchmark, split, subject, item)
) STRICT;

CREATE TABLE evaluation (
  id INTEGER PRIMARY KEY,
  fingerprint TEXT NOT NULL UNIQUE,
  benchmark TEXT NOT NULL,
  protocol TEXT NOT NULL,
  mode TEXT NOT NULL,
  shots INTEGER NOT NULL,
  split TEXT NOT NULL,
  n INTEGER NOT NULL,
  protocol_hash TEXT NOT NULL,
  data_hash TEXT NOT NULL,
  model_hash TEXT NOT NULL,
  strategy_hash TEXT,
  code_version TEXT NOT NULL,
  libraries TEXT NOT NULL CHECK (json_valid(libraries)),
  recorded_at TEXT NOT NULL
) STRICT;

CREATE TABLE score (
  evaluation INTEGER NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
  normalisation TEXT NOT NULL,
  average TEXT NOT NULL,
  n INTEGER NOT NULL,
  value REAL NOT NULL,
  low REAL NOT NULL,
  high REAL NOT NULL,
  se_kind TEXT NOT NULL,
  chance REAL NOT NULL,
  PRIMARY KEY (evaluation, normalisation, average)
) STRICT, WITHOUT ROWID;

CREATE TABLE item (
  evaluation INTEGER NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
  question INTEGER NOT NULL REFERENCES question (id),
  prediction TEXT,
  correct INTEGER CHECK (correct IN (0, 1)),
  ties INTEGER NOT NULL,
  truncated INTEGER NOT NULL CHECK (truncated IN (0, 1)),
  logprobs BLOB NOT NULL,
  tokens BLOB NOT NULL,
  extracted TEXT,
  text TEXT,
  PRIMARY KEY (evaluation, question)
) STRICT, WITHOUT ROWID;
`,
  },
];
