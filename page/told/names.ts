import type { Payload } from "../payload.ts";

/** What receipts call accounts and contracts, by address in lower case. */
export type Names = ReadonlyMap<string, string>;

export function namesIn(payload: Payload): Names {
  const names = new Map<string, string>();
  const learn = (address: string, name: string): void => {
    const key = address.toLowerCase();
    if (!names.has(key)) names.set(key, name);
  };
  for (const { document } of payload.receipts("national-deploy")) {
    for (const { label, address } of Object.values(document.principals)) learn(address, label);
    for (const { label, address } of document.ownerSafe.signers) learn(address, label);
    for (const { name, address } of document.contracts) learn(address, name);
  }
  for (const { document } of payload.receipts("planetary-deploy")) {
    for (const { label, address } of document.operators) learn(address, label);
    for (const { name, address } of document.contracts) learn(address, name);
  }
  for (const { document } of payload.receipts("stake", "rewards")) {
    for (const { label, address } of document.positions) learn(address, label);
  }
  return names;
}

export function nameOf(names: Names, address: string): string {
  return names.get(address.toLowerCase()) ?? address;
}
