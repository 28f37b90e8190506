import { grouped } from "../../src/support/figures.ts";
import { counted } from "../../src/support/text.ts";
import type { ToldChanges, ToldContract, ToldState } from "../told/state.ts";
import { Scroll } from "./parts.tsx";

const DOCUMENT = "omnisovereign/state-differences.json";

/** What changed in the storage of contracts, as somebody told it who executed the journal. */
export function State({ told }: { told: ToldState | null }) {
  if (told === null)
    return (
      <>
        <p>
          Nobody has left it in this bag so far: it takes an execution of the journal. This command executes,
          tells by name and unit what each stage and each decision changed, and makes this page anew with it:
        </p>
        <code class="command">npx omnisovereign verify . --replay --engine ethereumjs</code>
      </>
    );
  return (
    <>
      <p>
        Every value that a contract holds otherwise after a stage, or after a decision of the council, than
        before it. This comes from a tag file, <code>{DOCUMENT}</code>, which somebody left who executed the
        journal. <strong>The root says nothing of it</strong>: to believe it, execute again by{" "}
        <code>npx omnisovereign verify . --replay --engine ethereumjs</code>, which must come to the same
        digest.
      </p>
      <p>
        SHA-256 of that file: <code>{told.sha256}</code>
      </p>
      <p class="soft">
        Amounts are in tokens, keys of mappings stand in brackets. Times are as contracts hold them: those
        that end windows stand still while the system is paused. The file has all of them exactly.
      </p>
      <h3>Decisions of the council</h3>
      {told.decisions.length === 0 && <p>None was executed.</p>}
      {told.decisions.map((changes) => (
        <Changes key={changes.transaction} changes={changes} />
      ))}
      <h3>Stages</h3>
      {told.stages.map((changes) => (
        <Changes key={changes.title} changes={changes} />
      ))}
    </>
  );
}

function Changes({ changes: { title, transaction, place, values, contracts } }: { changes: ToldChanges }) {
  return (
    <details class="changes">
      <summary>
        <b>{title}</b>: {grouped(values)} {values === 1 ? "value" : "values"} of{" "}
        {counted(contracts.length, "contract")}, {place}
      </summary>
      <div id={transaction === null ? undefined : changedId(transaction)}>
        {contracts.map((contract, index) => (
          <Contract key={index} of={title} contract={contract} open={transaction !== null} />
        ))}
      </div>
    </details>
  );
}

function Contract(props: { of: string; contract: ToldContract; open: boolean }) {
  const { of, contract, open } = props;
  const { name, values, changes } = contract;
  const count = `${grouped(values)} ${values === 1 ? "value" : "values"}`;
  if (changes.length === 0)
    return (
      <p>
        {name}: {count}, too many for a page; they are in <code>{DOCUMENT}</code>.
      </p>
    );
  return (
    <details open={open}>
      <summary>
        {name}: {count}
      </summary>
      <Scroll label={`${of}: ${name}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">Variable</th>
              <th scope="col">Before</th>
              <th scope="col">After</th>
            </tr>
          </thead>
          <tbody>
            {changes.map(({ variable, before, after }, index) => (
              <tr key={index}>
                <td>{variable}</td>
                <td>{before}</td>
                <td>{after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}

/** How the names begin of where decisions' changes stand. */
export const changedPrefix = "changed-";

/** Where the changes of a decision stand on the page, by the transaction that executed it. */
export function changedId(transaction: string): string {
  return `${changedPrefix}${transaction}`;
}

/** The decisions whose changes are told, by {@link changedId}. */
export function changedIn(told: ToldState | null): ReadonlySet<string> {
  const executed = (told?.decisions ?? []).flatMap(({ transaction }) => transaction ?? []);
  return new Set(executed.map(changedId));
}
