import { readable, tokens } from "../../src/support/figures.ts";
import type { ToldDecisions } from "../told/decisions.ts";
import type { ToldDrill } from "../told/drills.ts";
import type { ToldPower, ToldRole } from "../told/power.ts";
import { day } from "../told/time.ts";
import { Caption, Scroll, State, Table, To } from "./parts.tsx";
import { changedId } from "./state.tsx";

export function Power({ told }: { told: ToldPower }) {
  const { owner, block, roles } = told;
  return (
    <>
      <p class="soft">
        Read at block {block}. {owner.name} acts through a Safe that needs {owner.threshold} of{" "}
        {owner.signers.length} keys: {owner.signers.join(", ")}.
      </p>
      <Table<ToldRole>
        cards
        caption="Who can do what, after which delay, and what takes it back"
        columns={[
          {
            title: "Capability",
            cell: ({ role, purpose }) => (
              <>
                <b>{role}</b>
                <small>{purpose}</small>
              </>
            ),
          },
          {
            title: "Held by",
            cell: ({ holders }) => (
              <ul class="plain">
                {holders.map(({ name, delay }) => (
                  <li key={name}>
                    {name} <span class="soft">{delay}</span>
                  </li>
                ))}
              </ul>
            ),
          },
          { title: "Way back", cell: ({ wayBack }) => wayBack },
          {
            title: "May call",
            cell: ({ functions }) =>
              functions.length === 0 ? (
                "nothing by name"
              ) : (
                <details>
                  <summary class="nowrap">
                    {functions.length} {functions.length === 1 ? "function" : "functions"}
                  </summary>
                  <ul class="plain">
                    {functions.map((name) => (
                      <li key={name}>
                        <code>{name}</code>
                      </li>
                    ))}
                  </ul>
                </details>
              ),
          },
        ]}
        rows={roles}
      />
    </>
  );
}

const COUNTS = ["For", "Against", "Quorum"];

/** @param changed the decisions of which is told what they changed in the state, by the names of these places */
export function Decisions(props: { told: ToldDecisions; anchors: boolean; changed: ReadonlySet<string> }) {
  const { told, anchors, changed } = props;
  const { decisions, divisions, noVote } = told;
  const anchor = (index: number) => (anchors ? `decision=${index}` : undefined);
  if (decisions.length + divisions.length === 0)
    return <p>{noVote === "" ? "Nothing was voted on in this mission." : `There was no vote: ${noVote}.`}</p>;
  return (
    <>
      <Scroll label="Table of decisions">
        <table class="cards">
          <Caption>What the council decided, and whether execution did what the pre-flight foresaw</Caption>
          <thead>
            <tr>
              {["Motion", "State", "For", "Against", "Quorum", "Effect", "Pre-flight", "Execution"].map(
                (title) => (
                  <th key={title} scope="col" class={COUNTS.includes(title) ? "number" : ""}>
                    {title}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {decisions.map((decision, index) => (
              <tr key={index} id={anchor(index)}>
                <th scope="row">
                  <To kind="decision" id={String(index)}>
                    {readable(decision.title)}
                  </To>
                </th>
                <td data-title="State">
                  <State word={decision.state} />
                </td>
                <td class="number" data-title="For">
                  {decision.votesFor}
                </td>
                <td class="number" data-title="Against">
                  {decision.votesAgainst}
                </td>
                <td class="number" data-title="Quorum">
                  {decision.quorum}
                </td>
                <td class="effect" data-title="Effect">
                  {decision.effect || "none"}
                </td>
                <td data-title="Pre-flight">{decision.preflight}</td>
                <td data-title="Execution">
                  <State word={decision.agreement} />
                  <Changed transactions={decision.transactions} changed={changed} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {divisions.map((division, index) => (
        <div key={index} id={anchor(decisions.length + index)}>
          <Table
            caption={`A pot of ${tokens(BigInt(division.potWei))} tokens: ${division.outcome} by ${division.voters} voters, quorum ${division.quorum}`}
            columns={[
              { title: "Region", cell: ({ region }) => region },
              { title: "Votes", number: true, cell: ({ votes }) => votes },
              { title: "Part", number: true, cell: ({ partWei }) => tokens(BigInt(partWei)) },
              { title: "Approved", number: true, cell: ({ approvedWei }) => tokens(BigInt(approvedWei)) },
            ]}
            rows={division.parts}
          />
        </div>
      ))}
    </>
  );
}

/** Leads to what a decision changed in the state, where somebody told it. */
export function Changed(props: { transactions: readonly string[]; changed: ReadonlySet<string> }) {
  const id = props.transactions.map(changedId).find((each) => props.changed.has(each));
  if (id === undefined) return null;
  return (
    <small>
      <a href={`#${id}`}>what it changed</a>
    </small>
  );
}

export function Drills({ drills, anchors }: { drills: readonly ToldDrill[]; anchors: boolean }) {
  if (drills.length === 0) return <p>The plan asks for no drills.</p>;
  return (
    <Scroll label="Table of drills">
      <table class="drills cards">
        <Caption>What was tried, whether it came out as computed beforehand, and the way back</Caption>
        <thead>
          <tr>
            {["Drill", "Verdict", "Day", "What was done", "Way back"].map((title) => (
              <th key={title} scope="col" class={title === "Day" ? "number" : ""}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {drills.map((drill) => (
            <tr key={`${drill.id} ${drill.from}`} id={anchors ? `drill=${drill.id}` : undefined}>
              <th scope="row">
                <To kind="drill" id={drill.id} />
              </th>
              <td data-title="Verdict">
                <State word={drill.verdict} />
                {drill.simulated && <small>simulated readings</small>}
                {drill.reason !== "" && <small>{drill.reason}</small>}
              </td>
              <td class="number" data-title="Day">
                {day(drill.from)}
              </td>
              <td data-title="What was done">{readable(drill.intervention)}</td>
              <td data-title="Way back">{drill.wayBack}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
