import type { CustomCrypto } from "@ethereumjs/common";

/** What the EVM asks of cryptography; the pages of a browser pass in other functions than a process does. */
export type Crypto = Required<Pick<CustomCrypto, "keccak256" | "sha256" | "ecrecover">>;
