/** Lines of a contract that keep somebody from something, and the tests that must miss them. */
export interface Guard {
  /** What holds because of them. */
  readonly holds: string;
  /** File below `contracts/`, without its ending. */
  readonly contract: string;
  /** As they stand there, once. */
  readonly lines: string;
  /** What guards nothing in their place. */
  readonly without: string;
  /** Files below `test/contracts/`, without their endings: in each of them a test fails without the lines. */
  readonly tests: readonly string[];
}
