/**
 * How the governor gets to know a proposal: by its title, and by who makes it, so that nobody else can make it first and
 * cancel it.
 */
export function describeProposal(title: string, proposer: string): string {
  return `${title}#proposer=${proposer}`;
}
