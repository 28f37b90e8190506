import { TypedDataEncoder } from "ethers/hash";
import type { Account } from "../../src/model/cast.ts";
import type { Hex } from "../../src/model/hex.ts";
import type { ArgumentRecord } from "../../src/model/record.ts";
import { textArg, uintArg } from "../../src/records/events.ts";
import { REWARD_COLLECTION_SECONDS, REWARD_EPOCH_SECONDS } from "../../src/records/planetary-settings.ts";
import type { Effect, FakeChain, Sent } from "./fake-chain.ts";

/** As arguments of `present`. */
interface Signed {
  readonly attestation: ArgumentRecord;
  readonly signatures: readonly ArgumentRecord[];
}

interface Rules {
  readonly signers: readonly Account[];
  readonly threshold: number;
}

/** Entries that each phase has been through with. */
interface Progress {
  kept: number;
  walked: number;
  readonly collectsUntil: bigint;
}

/**
 * Collects attestations that enough signers have signed for an epoch that is over, for a while; then walks through them
 * twice, once. It pays nothing, and active time is time.
 */
export class FakeRewardEngine {
  /** In their order. */
  readonly settled: bigint[] = [];
  readonly #chain: FakeChain;
  readonly #rules: Rules;
  readonly #nonces = new Set<string>();
  readonly #epochs = new Map<bigint, Progress>();

  constructor(chain: FakeChain, rules: Rules) {
    this.#chain = chain;
    this.#rules = rules;
    chain.views.set("SystemPause.activeTime", () => [chain.clock.now]);
    chain.views.set("RewardEngineMB.currentEpoch", () => [this.#current(chain.clock.now)]);
    chain.views.set("RewardEngineMB.endOf", ({ epoch }) => [this.#endOf(BigInt(String(epoch)))]);
    chain.views.set("RewardEngineMB.collectionSeconds", () => [REWARD_COLLECTION_SECONDS]);
    chain.effects.set("RewardEngineMB.present", (sent) => this.#present(sent));
    chain.effects.set("RewardEngineMB.settle", (sent) => this.#settle(sent));
  }

  #current(now: bigint): bigint {
    return now / BigInt(REWARD_EPOCH_SECONDS);
  }

  #endOf(epoch: bigint): bigint {
    return (epoch + 1n) * BigInt(REWARD_EPOCH_SECONDS);
  }

  #present({ args, at }: Sent): Effect {
    const epoch = uintArg(args, "epoch");
    const end = this.#endOf(epoch);
    const collectsUntil = end + BigInt(REWARD_COLLECTION_SECONDS);
    const signed = args.signed as unknown as readonly Signed[];
    const believed = signed.length > 0 && signed.every((each) => this.#believes(each, epoch));
    if (at < end || at >= collectsUntil || !believed) return "reverts";
    const progress = this.#epochs.get(epoch) ?? { kept: 0, walked: 0, collectsUntil };
    progress.kept += signed.filter(({ attestation }) => uintArg(attestation, "valueWei") > 0n).length;
    this.#epochs.set(epoch, progress);
    return [];
  }

  #settle({ args, at }: Sent): Effect {
    const epoch = uintArg(args, "epoch");
    const progress = this.#epochs.get(epoch);
    if (!progress || at < progress.collectsUntil || this.settled.includes(epoch)) return "reverts";
    progress.walked += Number(uintArg(args, "maxEntries"));
    if (progress.walked < 2 * progress.kept) return [];
    this.settled.push(epoch);
    return [{ name: "EpochSettled", args: [epoch, ...Array(7).fill(0n)] }];
  }

  /** Signatures stand by ascending address. */
  #believes({ attestation, signatures }: Signed, epoch: bigint): boolean {
    const nonce = textArg(attestation, "nonce");
    const isNew = !this.#nonces.has(nonce) && uintArg(attestation, "epoch") === epoch;
    this.#nonces.add(nonce);
    const digest = this.#digestOf(attestation);
    const addresses = signatures.map(({ signer }) => BigInt(String(signer)));
    const ascending = addresses.every(
      (address, index) => index === 0 || address > (addresses[index - 1] ?? 0n),
    );
    const { signers, threshold } = this.#rules;
    const valid = signatures.every(({ signer, signature }) =>
      signers.some((own) => own.address === signer && this.#chain.sign(own, digest) === signature),
    );
    return isNew && ascending && valid && signatures.length >= threshold;
  }

  /** EIP-712, of the type that the contract's own interface describes. */
  #digestOf(attestation: ArgumentRecord): Hex {
    const { book, chainId } = this.#chain;
    const signed = book.get("RewardEngineMB").type.abi.getFunction("present")?.inputs[1]?.arrayChildren;
    const fields = (signed?.components?.[0]?.components ?? []).map(({ name, type }) => ({ name, type }));
    const verifyingContract = book.get("EnergyOracle").address;
    const domain = { name: "OmniSovereign EnergyOracle", version: "1", chainId, verifyingContract };
    return TypedDataEncoder.hash(domain, { Attestation: fields }, attestation) as Hex;
  }
}
