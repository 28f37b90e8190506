import type { FakeChain } from "./fake-chain.ts";

/** Lets views, by contract and function, answer the same whatever they are asked. */
export function answer(chain: FakeChain, answers: Readonly<Record<string, readonly unknown[]>>): void {
  for (const [view, values] of Object.entries(answers)) chain.views.set(view, () => values);
}
