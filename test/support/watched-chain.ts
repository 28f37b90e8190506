import { createAddressFromString, hexToBytes } from "@ethereumjs/util";
import { getCreateAddress } from "ethers/address";
import { hexlify } from "ethers/utils";
import { Wallet } from "ethers/wallet";
import { DEPLOYER } from "../../src/chain/accounts.ts";
import { CHAIN_ID, GENESIS, MAX_FEE_PER_GAS_WEI } from "../../src/chain/constants.ts";
import { type EthereumJsChain, openChain } from "../../src/chain/engine/ethereumjs/chain.ts";
import { type StorageWatch, watchStorage } from "../../src/chain/engine/ethereumjs/watch-storage.ts";
import { GENESIS_DOCUMENT } from "../../src/chain/engine/genesis.ts";
import { nativeCrypto } from "../../src/chain/engine/native-crypto.ts";
import type { Hex } from "../../src/model/hex.ts";

const GAS = 8_000_000n;
const wallet = new Wallet(DEPLOYER.privateKey);

/** A chain of ethereumjs's whose writes are watched; the deployer sends, one transaction a block. */
export class WatchedChain {
  readonly chain: EthereumJsChain;
  readonly watch: StorageWatch;
  #nonce = 0;

  private constructor(chain: EthereumJsChain, watch: StorageWatch) {
    this.chain = chain;
    this.watch = watch;
  }

  static async open(): Promise<WatchedChain> {
    const watch = watchStorage(await nativeCrypto());
    const chain = await openChain(GENESIS_DOCUMENT, watch.crypto);
    watch.onlooker.opened?.(chain);
    return new WatchedChain(chain, watch);
  }

  /** @returns where it stands. */
  async deploy(code: string): Promise<string> {
    const address = getCreateAddress({ from: wallet.address, nonce: this.#nonce });
    await this.send(null, code);
    return address;
  }

  /** @throws Error if it reverts. */
  async send(to: string | null, data: string): Promise<Hex> {
    const raw = await wallet.signTransaction({
      ...{ type: 2, chainId: CHAIN_ID, to, data, nonce: this.#nonce, gasLimit: GAS },
      ...{ maxFeePerGas: MAX_FEE_PER_GAS_WEI, maxPriorityFeePerGas: 1n },
    });
    this.#nonce += 1;
    const { results } = await this.mine([raw as Hex]);
    const problem = results[0]?.execResult.exceptionError;
    if (problem) throw new Error(`${problem.error} ${hexlify(results[0]?.execResult.returnValue ?? "0x")}`);
    return raw as Hex;
  }

  async mine(transactions: readonly Hex[] = []) {
    const number = Number(this.chain.latest.header.number) + 1;
    const place = { number, timestamp: GENESIS.timestamp + number, prevrandao: GENESIS.hash } as const;
    return this.chain.mine({ ...place, stage: "takeoff", script: "test", transactions });
  }

  /** Leaves the state as it is. */
  async call(to: string, data: string): Promise<Hex> {
    const { stateManager } = this.chain.vm;
    await stateManager.checkpoint();
    const { execResult } = await this.chain.vm.evm.runCall({
      ...{ to: createAddressFromString(to), data: hexToBytes(data as Hex) },
      ...{ caller: createAddressFromString(wallet.address), gasLimit: GAS, block: this.chain.latest },
    });
    await stateManager.revert();
    return hexlify(execResult.returnValue) as Hex;
  }

  /** What the last transaction wrote. */
  get lastWrites() {
    return this.watch.writes.findLast(({ transaction }) => transaction !== null)?.slots ?? [];
  }
}

/** Creates a contract of this code: PUSH1 length, DUP1, PUSH1 9, PUSH0, CODECOPY, PUSH0, RETURN. @param runtime hex without prefix. */
export function creationOf(runtime: string): string {
  return `0x60${(runtime.length / 2).toString(16).padStart(2, "0")}8060095f395ff3${runtime}`;
}
