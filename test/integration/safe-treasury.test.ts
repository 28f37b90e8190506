import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import {
  BrowserProvider,
  Contract,
  ContractFactory,
  concat,
  type Interface,
  type JsonRpcSigner,
  solidityPacked,
  TypedDataEncoder,
  Wallet,
  ZeroAddress,
} from "ethers";
import hre from "hardhat";

const load = createRequire(import.meta.url);
const ARTEFACTS = "@safe-global/safe-contracts/build/artifacts/contracts";
const OWNERS = ["11", "22", "33"]
  .map((byte) => new Wallet(`0x${byte.repeat(32)}`))
  .sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
const THRESHOLD = 2;
const PAYEES = ["0x00000000000000000000000000000000000000a1", "0x00000000000000000000000000000000000000b2"];

/** EIP-712 types of Safe 1.4.1. */
const SAFE_TX = {
  SafeTx: [
    { name: "to", type: "address" },
    { name: "value", type: "uint256" },
    { name: "data", type: "bytes" },
    { name: "operation", type: "uint8" },
    { name: "safeTxGas", type: "uint256" },
    { name: "baseGas", type: "uint256" },
    { name: "gasPrice", type: "uint256" },
    { name: "gasToken", type: "address" },
    { name: "refundReceiver", type: "address" },
    { name: "nonce", type: "uint256" },
  ],
};

type Connection = Awaited<ReturnType<typeof hre.network.create>>;

let connection: Connection;
let signer: JsonRpcSigner;
let safe: Contract;
let multiSend: Contract;

async function deploy(file: string): Promise<Contract> {
  const { abi, bytecode } = load(`${ARTEFACTS}/${file}.json`);
  const contract = await new ContractFactory(abi, bytecode, signer).deploy();
  return new Contract(await contract.getAddress(), abi, signer);
}

/** Two payments of native coin in one Safe transaction. */
async function batch(nonce: bigint) {
  const payments = PAYEES.map((payee, i) =>
    solidityPacked(["uint8", "address", "uint256", "uint256", "bytes"], [0, payee, 10n + BigInt(i), 0, "0x"]),
  );
  return {
    to: await multiSend.getAddress(),
    value: 0n,
    data: multiSend.interface.encodeFunctionData("multiSend", [concat(payments)]),
    operation: 1,
    safeTxGas: 0n,
    baseGas: 0n,
    gasPrice: 0n,
    gasToken: ZeroAddress,
    refundReceiver: ZeroAddress,
    nonce,
  };
}

type SafeTransaction = Awaited<ReturnType<typeof batch>>;

async function domain() {
  return { chainId: 31337n, verifyingContract: await safe.getAddress() };
}

async function sign(transaction: SafeTransaction, owners: readonly Wallet[]): Promise<string> {
  const safeDomain = await domain();
  return concat(
    await Promise.all(owners.map((owner) => owner.signTypedData(safeDomain, SAFE_TX, transaction))),
  );
}

function execute(transaction: SafeTransaction, signatures: string) {
  const { nonce: _, ...call } = transaction;
  return safe.getFunction("execTransaction")(...Object.values(call), signatures);
}

before(async () => {
  connection = await hre.network.create();
  signer = await new BrowserProvider(connection.provider).getSigner();
  const factory = await deploy("proxies/SafeProxyFactory.sol/SafeProxyFactory");
  const singleton = await deploy("SafeL2.sol/SafeL2");
  const handler = await deploy("handler/CompatibilityFallbackHandler.sol/CompatibilityFallbackHandler");
  multiSend = await deploy("libraries/MultiSendCallOnly.sol/MultiSendCallOnly");
  const setup = singleton.interface.encodeFunctionData("setup", [
    OWNERS.map(({ address }) => address),
    THRESHOLD,
    ZeroAddress,
    "0x",
    await handler.getAddress(),
    ZeroAddress,
    0n,
    ZeroAddress,
  ]);
  const created = await factory.getFunction("createProxyWithNonce")(await singleton.getAddress(), setup, 0n);
  const receipt = await created.wait();
  const proxies = receipt.logs
    .map((log: { topics: string[]; data: string }) => factory.interface.parseLog(log))
    .filter((event: { name: string } | null) => event?.name === "ProxyCreation");
  safe = new Contract(proxies[0].args.proxy, singleton.interface as Interface, signer);
  await (await signer.sendTransaction({ to: await safe.getAddress(), value: 1000n })).wait();
});

after(() => connection.close());

describe("a treasury deployed from Safe's own artefacts", () => {
  it("belongs to its owners with their threshold", async () => {
    assert.deepEqual(
      new Set(await safe.getFunction("getOwners")()),
      new Set(OWNERS.map(({ address }) => address)),
    );
    assert.equal(await safe.getFunction("getThreshold")(), BigInt(THRESHOLD));
    assert.equal(await safe.getFunction("VERSION")(), "1.4.1");
  });

  it("has the domain, message and transaction hashes that are computed offline", async () => {
    const transaction = await batch(0n);
    const offline = TypedDataEncoder.hash(await domain(), SAFE_TX, transaction);
    assert.equal(await safe.getFunction("getTransactionHash")(...Object.values(transaction)), offline);
    assert.equal(await safe.getFunction("domainSeparator")(), TypedDataEncoder.hashDomain(await domain()));
  });

  it("refuses too few signatures, a foreign signer and another nonce", async () => {
    const [first, second] = OWNERS as [Wallet, Wallet];
    const stranger = new Wallet(`0x${"44".repeat(32)}`);
    const pair = [first, stranger].sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
    const transaction = await batch(0n);
    await assert.rejects(execute(transaction, await sign(transaction, [first])), /GS020/);
    await assert.rejects(execute(transaction, await sign(transaction, pair)), /GS026/);
    await assert.rejects(execute(transaction, await sign(await batch(1n), [first, second])), /GS026/);
    assert.equal(await safe.getFunction("nonce")(), 0n);
  });

  it("pays a batch that enough owners signed, once", async () => {
    const owners = OWNERS.slice(0, THRESHOLD);
    const transaction = await batch(0n);
    const signatures = await sign(transaction, owners);
    await (await execute(transaction, signatures)).wait();
    const balances = await Promise.all(PAYEES.map((payee) => signer.provider.getBalance(payee)));
    assert.deepEqual(balances, [10n, 11n]);
    await assert.rejects(execute(transaction, signatures), /GS026/);
  });
});
