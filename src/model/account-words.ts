/** Who a drill's definition means by a word. */
export type AccountWord =
  | { readonly kind: "office"; readonly office: Office }
  | { readonly kind: "nobody" }
  /** The place in its group, from 1. */
  | { readonly kind: "member"; readonly group: Group; readonly place: number }
  | { readonly kind: "region operator"; readonly region: string }
  /** A participant by its handle. */
  | { readonly kind: "handle"; readonly handle: string };

export const OFFICES = ["owner", "guardian", "treasury", "employer", "operator", "registrar"] as const;
export type Office = (typeof OFFICES)[number];

export const GROUPS = ["council", "agent", "validator", "oracle-signer"] as const;
export type Group = (typeof GROUPS)[number];

const MEMBER = new RegExp(`^(${GROUPS.join("|")}):([1-9][0-9]{0,4})$`);
const REGION_OPERATOR = "region-operator:";

/** What a word means; whatever is no other word is a handle. */
export function accountWord(word: string): AccountWord {
  const office = OFFICES.find((each) => each === word);
  if (office !== undefined) return { kind: "office", office };
  if (word === "nobody") return { kind: "nobody" };
  if (word.startsWith(REGION_OPERATOR))
    return { kind: "region operator", region: word.slice(REGION_OPERATOR.length) };
  const [, group, place] = MEMBER.exec(word) ?? [];
  if (group !== undefined) return { kind: "member", group: group as Group, place: Number(place) };
  return { kind: "handle", handle: word };
}
