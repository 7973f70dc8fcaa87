/** A matrix inside attention or the MLP that an address can name. */
export type Projection = "q" | "k" | "v" | "o" | "gate" | "up" | "down";

/** The module name inside a layer's attention or MLP -> what it holds; several where an architecture fuses them. */
const BY_MODULE: Readonly<Record<string, readonly Projection[]>> = {
  q_proj: ["q"],
  k_proj: ["k"],
  v_proj: ["v"],
  o_proj: ["o"],
  dense: ["o"], // Phi, GPT-NeoX
  out_proj: ["o"],
  qkv_proj: ["q", "k", "v"], // Phi-3
  query_key_value: ["q", "k", "v"], // GPT-NeoX
  c_attn: ["q", "k", "v"], // GPT-2
  gate_proj: ["gate"],
  up_proj: ["up"],
  down_proj: ["down"],
  gate_up_proj: ["gate", "up"], // Phi-3
  dense_h_to_4h: ["up"],
  dense_4h_to_h: ["down"],
  c_fc: ["up"],
  fc1: ["up"],
  fc2: ["down"],
};

/** GPT-2 calls the last matrix of both halves c_proj. */
const BY_PARENT: Readonly<Record<string, readonly Projection[]>> = {
  "attn.c_proj": ["o"],
  "mlp.c_proj": ["down"],
};

/** Which projections a tensor holds, by the end of its name; none for norms and what is unknown. */
export function projectionsOf(name: string): readonly Projection[] {
  const words = name.split(".");
  const [parent = "", module = ""] = words.slice(-3, -1);
  return BY_PARENT[`${parent}.${module}`] ?? BY_MODULE[module] ?? [];
}
