/** How often what does not go to plan happens in a rehearsal; basis points each. */
export interface Odds {
  /** Of a job: its work ends past its deadline. */
  readonly lateBps: number;
  /** Of a result: it deserves to be rejected. */
  readonly poorBps: number;
  /** Of a committee's member: it votes for the contrary of what is so. */
  readonly dissentBps: number;
  /** Of a committee's member: it commits and never reveals. */
  readonly silentBps: number;
  /** Of a verdict that is right: whom it goes against disputes it all the same. */
  readonly disputeBps: number;
}

/** All goes to plan. */
export const NO_ODDS: Odds = { lateBps: 0, poorBps: 0, dissentBps: 0, silentBps: 0, disputeBps: 0 };

/** What a plan says itself of the first attempt at a job; what it leaves out is drawn. */
export interface Pins {
  readonly late?: boolean | undefined;
  readonly poor?: boolean | undefined;
  /** How many members of each committee dissent, after those who keep silent. */
  readonly dissent?: number | undefined;
  /** How many members of each committee keep silent, from the first on. */
  readonly silent?: number | undefined;
  readonly disputed?: boolean | undefined;
}
