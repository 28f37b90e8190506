/** EIP-55. */
const ADDRESS = /^0x[0-9a-fA-F]{40}$/;

/**
 * Who is at which address, wherever documents say it: accounts with their labels, people with their handles.
 *
 * @param documents attacker-controlled.
 * @returns by address in lower case; of two names the first.
 */
export function labelsIn(documents: readonly unknown[]): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  const open = [...documents].reverse();
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null) continue;
    const { address, account, label, handle } = value as Readonly<Record<string, unknown>>;
    const [at, name] = [address ?? account, label ?? handle];
    if (typeof at === "string" && typeof name === "string" && ADDRESS.test(at)) {
      const key = at.toLowerCase();
      if (!labels.has(key)) labels.set(key, name);
    }
    for (const inner of Object.values(value).reverse()) open.push(inner);
  }
  return labels;
}
