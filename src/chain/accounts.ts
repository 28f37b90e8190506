import type { Address, Hex } from "./hex.ts";

export interface Account {
  readonly label: string;
  readonly address: Address;
  /** `null` for a real address: nobody here can sign for it. */
  readonly privateKey: Hex | null;
}

/** Binds a principal: a label to its local account, a checksummed address to itself. */
export declare function accountOf(principal: string): Account;

/** The deployer and faucet: account 0 of Hardhat's public test mnemonic. */
export declare const DEPLOYER: Account;
