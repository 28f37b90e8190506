import type { ComponentChildren } from "preact";
import type { Told } from "../told/told.ts";

/** A section of the page; one whose documents cannot be read says so, and the others stand. */
export function Section<Value>(props: {
  id: string;
  title: string;
  told: Told<Value>;
  children: (value: Value) => ComponentChildren;
}) {
  const { id, title, told, children } = props;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {told.ok ? children(told.value) : <Unreadable reason={told.reason} />}
    </section>
  );
}

function Unreadable({ reason }: { reason: string }) {
  return (
    <p class="note bad">
      <strong>This cannot be told from this payload.</strong> {reason}
    </p>
  );
}

/** What scrolls sideways on a narrow screen, and by keyboard. */
export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

/** Stays in sight while its table is scrolled sideways. */
export function Caption({ children }: { children: ComponentChildren }) {
  return (
    <caption>
      <span>{children}</span>
    </caption>
  );
}

export interface Column<Row> {
  readonly title: string;
  readonly number?: boolean;
  readonly cell: (row: Row) => ComponentChildren;
}

export function Table<Row>(props: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  empty?: string;
  /** Whether rows become cards on a narrow screen. */
  cards?: boolean;
}) {
  const { caption, columns, rows, empty = "None.", cards = false } = props;
  if (rows.length === 0) return <p>{empty}</p>;
  return (
    <Scroll label={caption}>
      <table class={cards ? "cards" : ""}>
        <Caption>{caption}</Caption>
        <thead>
          <tr>
            {columns.map(({ title, number }) => (
              <th key={title} scope="col" class={number ? "number" : ""}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map(({ title, number, cell }) => (
                <td key={title} class={number ? "number" : ""} data-title={cards ? title : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ComponentChildren])[] }) {
  return (
    <dl>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const SIGNS: Readonly<Record<string, string>> = { good: "✓", bad: "✕", plain: "–" };
const GOOD = ["approved", "passed", "executed", "divided", "equal", "succeeds", "proved"];
const BAD = ["rejected", "failed", "reverts", "differs"];

/** A state by sign, word and colour. */
export function State({ word }: { word: string }) {
  const tone = GOOD.includes(word) ? "good" : BAD.includes(word) ? "bad" : "plain";
  return (
    <span class={`state ${tone}`}>
      <span aria-hidden="true">{SIGNS[tone]}</span> {word}
    </span>
  );
}

/** A link that opens something of the dossier: without scripts it leads to its row. */
export function To({ kind, id, children }: { kind: string; id: string; children?: ComponentChildren }) {
  return <a href={hrefOf(kind, id)}>{children ?? id}</a>;
}

export function hrefOf(kind: string, id: string): string {
  return `#${kind}=${encodeURIComponent(id)}`;
}
