/** Somebody or something that a plan names, with every role in which it does. */
export interface Principal {
  /** As the plan writes it. */
  readonly name: string;
  readonly kind: "address" | "ens" | "label" | "contract";
  readonly roles: readonly PrincipalRole[];
}

export type PrincipalRole =
  | "owner"
  | "pause-authority"
  | "treasury"
  | "governor"
  | "timelock"
  | "orchestrator"
  | "council"
  | "agent"
  | "validator";
