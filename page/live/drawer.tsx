import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { drawnBeside } from "../../src/model/layout.ts";
import type { JobPayment } from "../../src/model/payments.ts";
import { argumentText, readable, tokens } from "../../src/support/figures.ts";
import { printable } from "../../src/support/text.ts";
import type { Payload } from "../payload.ts";
import type { ToldDecision } from "../told/decisions.ts";
import type { ToldDrill } from "../told/drills.ts";
import { callOf, type Evidence, type FoundTransaction } from "../told/evidence.ts";
import type { ToldJob } from "../told/jobs.ts";
import { inWords } from "../told/money.ts";
import { nameOf } from "../told/names.ts";
import type { ToldPage } from "../told/page.ts";
import { moment } from "../told/time.ts";
import { Changed } from "../view/governance.tsx";
import { Facts, State, Table, To } from "../view/parts.tsx";
import { Drawing } from "./drawings.tsx";
import { leaveRoute, type Route, useRoute } from "./route.ts";

interface Known {
  readonly page: ToldPage;
  readonly payload: Payload;
  readonly evidence: Evidence;
  /** @see Changed */
  readonly changed: ReadonlySet<string>;
}

/** What the address asks for, beside the page, which stays as it is meanwhile. */
export function Drawer(known: Known) {
  const route = useRoute();
  return route === null ? null : <OpenDrawer route={route} {...known} />;
}

function OpenDrawer({ route, ...known }: Known & { route: Route }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
    dialog.current?.scrollTo(0, 0);
  }, [route]);
  return (
    <dialog ref={dialog} aria-labelledby="drawer" onClose={leaveRoute}>
      <button type="button" class="close" onClick={() => dialog.current?.close()}>
        Close
      </button>
      <Opened route={route} {...known} />
    </dialog>
  );
}

function Opened({ route: { kind, id }, page, payload, evidence, changed }: Known & { route: Route }) {
  if (kind === "job" && page.jobs.ok) {
    const job = page.jobs.value.find((each) => each.id === id);
    if (job !== undefined) return <Job job={job} evidence={evidence} />;
  }
  if (kind === "drill" && page.drills.ok) {
    const drill = page.drills.value.find((each) => each.id === id);
    if (drill !== undefined) return <Drill drill={drill} evidence={evidence} />;
  }
  if (kind === "decision" && page.decisions.ok) {
    const { decisions, divisions } = page.decisions.value;
    const vote = [...decisions, ...divisions][Number(id)];
    if (vote !== undefined) return <Decision vote={vote} evidence={evidence} changed={changed} />;
  }
  const found = kind === "tx" ? evidence.transactions.get(id) : undefined;
  if (found !== undefined) return <Transaction found={found} evidence={evidence} />;
  if (kind === "actor" && evidence.names.has(id))
    return <Actor address={id} page={page} evidence={evidence} />;
  if (kind === "file") return <File path={id} payload={payload} evidence={evidence} />;
  return <Title>Nothing here is called {printable(id)}</Title>;
}

function Title({ children }: { children: ComponentChildren }) {
  return <h2 id="drawer">{children}</h2>;
}

function Job({ job, evidence }: { job: ToldJob; evidence: Evidence }) {
  const when = (seconds: number | null): string => (seconds === null ? "never" : moment(seconds));
  return (
    <>
      <Title>{job.id}</Title>
      <p>{job.title}</p>
      <Facts
        facts={[
          ["State", <State word={job.outcome} />],
          ["Place", job.place],
          ["Agent", job.agent],
          ["Reward", `${tokens(BigInt(job.rewardWei))} tokens`],
          ["Attempts", job.attempts],
          ["Assigned", when(job.assignedAt)],
          ["Due", when(job.dueAt)],
          ["Handed in", when(job.submittedAt)],
          ["Settled", when(job.finalizedAt)],
        ]}
      />
      <Table
        cards
        caption="Votes"
        columns={[
          { title: "Body", cell: ({ body, round }) => `${body}, round ${round}` },
          { title: "Voter", cell: ({ voter }) => voter },
          { title: "Seats", number: true, cell: ({ seats }) => seats },
          { title: "Vote", cell: ({ ballot }) => ballot },
        ]}
        rows={job.votes}
        empty="Nobody voted on it."
      />
      <Table<JobPayment>
        cards
        caption="Payments, in tokens"
        columns={[
          { title: "From", cell: ({ from }) => <Who address={from} evidence={evidence} /> },
          { title: "To", cell: ({ to }) => <Who address={to} evidence={evidence} /> },
          { title: "Amount", number: true, cell: ({ amountWei }) => tokens(BigInt(amountWei)) },
          { title: "Why", cell: ({ reason }) => inWords(reason) },
        ]}
        rows={job.payments}
        empty="Nothing was paid for it."
      />
      <Files paths={job.receipts} />
    </>
  );
}

function Drill({ drill, evidence }: { drill: ToldDrill; evidence: Evidence }) {
  return (
    <>
      <Title>Drill {drill.id}</Title>
      <Facts
        facts={[
          ["Verdict", <State word={drill.verdict} />],
          ["Done", readable(drill.intervention)],
          ["Foreseen", readable(drill.expected)],
          ["Happened", readable(drill.happened)],
          ["Way back", drill.wayBack],
        ]}
      />
      <Transactions hashes={drill.transactions} evidence={evidence} />
      <Files paths={[drill.receipt]} />
    </>
  );
}

type Vote = Pick<ToldDecision, "transactions" | "receipt"> &
  Partial<ToldDecision> & { readonly outcome?: string };

function Decision({ vote, evidence, changed }: { vote: Vote } & Pick<Known, "evidence" | "changed">) {
  return (
    <>
      <Title>{readable(vote.title ?? "A pot divided between regions")}</Title>
      <Facts
        facts={[
          ["State", <State word={vote.state ?? vote.outcome ?? ""} />],
          ...(vote.title === undefined
            ? []
            : ([
                [
                  "Votes",
                  `${vote.votesFor} for, ${vote.votesAgainst} against, ${vote.votesAbstain} abstaining; quorum ${vote.quorum}`,
                ],
                ["Effect", vote.effect],
                ["Before", vote.before],
                ["After", vote.after],
                ["Pre-flight", vote.preflight],
                ["Execution", vote.agreement],
              ] as const)),
        ]}
      />
      <Changed transactions={vote.transactions} changed={changed} />
      <Transactions hashes={vote.transactions} evidence={evidence} />
      <Files paths={[vote.receipt]} />
    </>
  );
}

function Transaction({
  found: { record, receipt, pointer },
  evidence,
}: {
  found: FoundTransaction;
  evidence: Evidence;
}) {
  return (
    <>
      <Title>{callOf(record)}</Title>
      <Facts
        facts={[
          ["Hash", <code>{record.hash}</code>],
          ["Block", `${record.block}, number ${record.index} in it`],
          ["Time", moment(record.timestamp)],
          ["From", <Who address={record.from} evidence={evidence} />],
          ["To", record.to === null ? "a new contract" : <Who address={record.to} evidence={evidence} />],
          ["Outcome", record.error === undefined ? record.status : `${record.status}: ${record.error}`],
          ["Gas", record.gasUsed],
          ["Receipt", <To kind="file" id={receipt} />],
          ["There", <code>{pointer}</code>],
        ]}
      />
      <Arguments title="Arguments" values={record.args} evidence={evidence} />
      {record.events.map((event, index) => (
        <Arguments
          key={index}
          title={`${event.contract}.${event.name}`}
          values={event.args}
          evidence={evidence}
        />
      ))}
      <Raw text={JSON.stringify(record, null, 2)} />
    </>
  );
}

function Arguments({ title, values, evidence }: { title: string; values: object; evidence: Evidence }) {
  const entries = Object.entries(values ?? {});
  return (
    <>
      <h3>{title}</h3>
      {entries.length === 0 ? (
        <p>No arguments.</p>
      ) : (
        <Facts
          facts={entries.map(([name, value]) => [
            name,
            <Value name={name} value={value} evidence={evidence} />,
          ])}
        />
      )}
    </>
  );
}

function Value({ name, value, evidence }: { name: string; value: unknown; evidence: Evidence }) {
  if (typeof value !== "string") return <code>{JSON.stringify(value)}</code>;
  if (evidence.names.has(value.toLowerCase())) return <Who address={value} evidence={evidence} />;
  const said = /^-?\d+$/.test(value) ? argumentText(name, value) : value;
  return said.length > 400 ? <code>{`${said.slice(0, 400)}…`}</code> : said;
}

function Actor({ address, page, evidence }: { address: string; page: ToldPage; evidence: Evidence }) {
  const name = nameOf(evidence.names, address);
  const sent = [...evidence.transactions.values()].filter(
    ({ record }) =>
      String(record.from).toLowerCase() === address || String(record.to).toLowerCase() === address,
  );
  const held = page.power.ok
    ? page.power.value.roles.filter(({ holders }) => holders.some((holder) => holder.name === name))
    : [];
  return (
    <>
      <Title>{name}</Title>
      <Facts
        facts={[
          ["Address", <code>{address}</code>],
          ["Capabilities", held.map(({ role }) => role).join(", ") || "none by the owner's report"],
          ["Transactions", `${sent.length} from or to it`],
        ]}
      />
      <Transactions hashes={sent.map(({ record }) => record.hash)} evidence={evidence} />
    </>
  );
}

const MOST_TRANSACTIONS = 200;

function Transactions({ hashes, evidence }: { hashes: readonly string[]; evidence: Evidence }) {
  const found = hashes.slice(0, MOST_TRANSACTIONS).flatMap((hash) => evidence.transactions.get(hash) ?? []);
  return (
    <Table
      cards
      caption={
        hashes.length > MOST_TRANSACTIONS
          ? `The first ${MOST_TRANSACTIONS} of ${hashes.length} transactions`
          : "Transactions"
      }
      columns={[
        { title: "Block", number: true, cell: ({ record }) => record.block },
        {
          title: "Call",
          cell: ({ record }) => (
            <To kind="tx" id={record.hash}>
              {callOf(record)}
            </To>
          ),
        },
        { title: "From", cell: ({ record }) => <Who address={record.from} evidence={evidence} /> },
        { title: "Outcome", cell: ({ record }) => record.status },
      ]}
      rows={found}
    />
  );
}

function Who({ address, evidence }: { address: string; evidence: Evidence }) {
  const key = String(address).toLowerCase();
  if (!evidence.names.has(key)) return <>{address}</>;
  return (
    <To kind="actor" id={key}>
      {nameOf(evidence.names, key)}
    </To>
  );
}

function Files({ paths }: { paths: readonly string[] }) {
  return (
    <>
      <h3>Receipts</h3>
      <ul class="plain">
        {paths.map((path) => (
          <li key={path}>
            <To kind="file" id={path} />
          </li>
        ))}
      </ul>
    </>
  );
}

function File({ path, payload, evidence }: { path: string; payload: Payload; evidence: Evidence }) {
  const listed = payload.listed.find((file) => file.path === path);
  const text = payload.text(path);
  if (listed === undefined) return <Title>No file is called {printable(path)}</Title>;
  const drawing = /\.(mmd|svg)$/.test(path) ? drawnBeside(path) : "";
  const inside = [...evidence.transactions.values()].filter(({ receipt }) => receipt === path);
  return (
    <>
      <Title>{path}</Title>
      <Facts facts={[["SHA-256", <code>{listed.sha256}</code>]]} />
      {payload.has(drawing) && <Drawing path={drawing} payload={payload} />}
      {inside.length > 0 && (
        <Transactions hashes={inside.map(({ record }) => record.hash)} evidence={evidence} />
      )}
      {text === undefined ? (
        <p>This page did not take the file in; it lies in the folder data/ of the bag.</p>
      ) : (
        <Raw text={text} open={inside.length === 0} />
      )}
    </>
  );
}

/** Of a text that is shown at once. */
const LONGEST_RAW = 400_000;

/** As it is in the file, but for characters that could mislead. */
function Raw({ text, open = false }: { text: string; open?: boolean }) {
  const shown = text.slice(0, LONGEST_RAW).split("\n").map(printable).join("\n");
  return (
    <details open={open}>
      <summary>
        As it is in the file{text.length > LONGEST_RAW ? `, the first ${LONGEST_RAW} characters` : ""}
      </summary>
      <pre tabIndex={0}>{shown}</pre>
    </details>
  );
}
