import { TypedDataEncoder } from "ethers/hash";
import type { Account } from "../../src/model/cast.ts";
import type { Hex } from "../../src/model/hex.ts";
import type { ArgumentRecord } from "../../src/model/record.ts";
import { textArg, uintArg } from "../../src/records/events.ts";
import { REWARD_EPOCH_SECONDS } from "../../src/records/planetary-settings.ts";
import type { Effect, FakeChain, Sent } from "./fake-chain.ts";

/** As arguments of `settle`. */
interface Signed {
  readonly attestation: ArgumentRecord;
  readonly signatures: readonly ArgumentRecord[];
}

interface Rules {
  readonly signers: readonly Account[];
  readonly threshold: number;
  readonly maySettle: (address: string) => boolean;
}

/** Settles epochs that are over, once, for whoever may, on attestations that enough signers have signed; it pays nothing. */
export class FakeRewardEngine {
  /** In their order. */
  readonly settled: bigint[] = [];
  readonly #chain: FakeChain;
  readonly #rules: Rules;
  readonly #nonces = new Set<string>();

  constructor(chain: FakeChain, rules: Rules) {
    this.#chain = chain;
    this.#rules = rules;
    chain.views.set("RewardEngineMB.currentEpoch", () => [this.#current(chain.clock.now)]);
    chain.views.set("RewardEngineMB.epochLength", () => [REWARD_EPOCH_SECONDS]);
    chain.effects.set("RewardEngineMB.settle", (sent) => this.#settle(sent));
  }

  #current(now: bigint): bigint {
    return now / BigInt(REWARD_EPOCH_SECONDS);
  }

  #settle({ from, args, at }: Sent): Effect {
    const epoch = uintArg(args, "epoch");
    if (epoch >= this.#current(at) || this.settled.includes(epoch)) return "reverts";
    const signed = args.signed as unknown as readonly Signed[];
    if (!this.#rules.maySettle(from.address) || !signed.every((each) => this.#believes(each, epoch)))
      return "reverts";
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
    const signed = book.get("RewardEngineMB").type.abi.getFunction("settle")?.inputs[1]?.arrayChildren;
    const fields = (signed?.components?.[0]?.components ?? []).map(({ name, type }) => ({ name, type }));
    const verifyingContract = book.get("EnergyOracle").address;
    const domain = { name: "OmniSovereign EnergyOracle", version: "1", chainId, verifyingContract };
    return TypedDataEncoder.hash(domain, { Attestation: fields }, attestation) as Hex;
  }
}
