import type { OwnerKeys } from "../model/owner.ts";

/** What an owner ought to know of its keys although a plan may want it so. */
export interface KeyException {
  readonly id: "single-signature" | "shared-key";
  readonly text: string;
}

/** @returns in which respects one key can do more than one key should. */
export function keyExceptions({ name, threshold, signers, shared }: OwnerKeys): KeyException[] {
  const names = signers.map((signer) => signer.name).join(", ");
  const alone = `The owner, ${name}, acts by one signature, of ${names}: name more signers in governance.ownerSafe.`;
  return [
    ...(threshold === 1 ? [{ id: "single-signature" as const, text: alone }] : []),
    ...shared.map(({ name: holder, roles }) => ({
      id: "shared-key" as const,
      text: `One key, of ${holder}, holds ${roles.join(" and ")}.`,
    })),
  ];
}
