/** What the chain keeps the hash of for a shared plan's job: layers' plans may use the same ids. */
export function coordinationId({ id }: { readonly id: string }): string {
  return `coordination:${id}`;
}
