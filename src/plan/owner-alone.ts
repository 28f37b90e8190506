/** A plan that names no signers has its owner sign alone. */
export function ownerAlone(owner: string) {
  return { signers: [owner], threshold: 1 };
}
