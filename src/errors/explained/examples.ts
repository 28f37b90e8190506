import { FOLDERS, inReports } from "../../model/layout.ts";
import { receiptPath } from "../../model/receipts.ts";

/** Values that examples have in common. */
export const EXAMPLE = {
  digest: "9f2c1e07b4a85d3366c0d1f4e8a7b29053fe61dc2b8470a9e15c3d7f60b2a841",
  otherDigest: "41d7aa90c3e2f86b1d05973c48ebf2106a9d3c75e0841fb26d7c9083a5ef1b62",
  transaction: "0x5b7c0d1e9a3f4286b1c7d05e93a8f4621c0b7d9e5f3a28461d0c9b7e8f5a3214",
  address: "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc",
  checksummed: "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
  url: "http://127.0.0.1:8545",
  receipt: inReports(receiptPath("national-mission")),
  payload: `data/${inReports(receiptPath("national-mission"))}`,
  dossier: inReports(`${FOLDERS.shared}/dossier`),
  nodeLog: inReports(".omnisovereign/logs/node.log"),
} as const;
