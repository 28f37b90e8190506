import { tokens } from "../../src/support/figures.ts";
import type { LayerBooks, Sum, ToldMoney } from "../told/money.ts";
import { Table, To } from "./parts.tsx";

export function Money({ told }: { told: ToldMoney }) {
  return (
    <>
      <Table<LayerBooks>
        caption="Reconciliation: what went into escrows came out of them, in tokens"
        columns={[
          { title: "Escrows of", cell: ({ layer }) => layer },
          { title: "In", number: true, cell: ({ inWei }) => tokens(inWei) },
          { title: "Out", number: true, cell: ({ outWei }) => tokens(outWei) },
          { title: "of it burned", number: true, cell: ({ burnedWei }) => tokens(burnedWei) },
          {
            title: "Difference",
            number: true,
            cell: ({ inWei, outWei }) => (inWei === outWei ? "0" : tokens(inWei - outWei)),
          },
        ]}
        rows={told.books}
        empty="No escrow was ever filled."
      />
      <div class="flows">
        {told.books.map((books) => (
          <Split key={books.layer} books={books} />
        ))}
      </div>
      <Table
        caption="Reserves after all flows, in tokens"
        columns={[
          { title: "Holder", cell: ({ holder }) => holder },
          { title: "Received", number: true, cell: ({ received }) => tokens(received) },
          { title: "Paid", number: true, cell: ({ paid }) => tokens(paid) },
          { title: "Held", number: true, cell: ({ held }) => tokens(held) },
        ]}
        rows={told.reserves}
        empty="No money passed between places."
      />
      <details>
        <summary>Every flow between treasury, regions and reward engine</summary>
        <Table
          caption="Flows in the chain's order, in tokens"
          columns={[
            { title: "From", cell: ({ from }) => from },
            { title: "To", cell: ({ to }) => to },
            { title: "Amount", number: true, cell: ({ wei }) => tokens(wei) },
            {
              title: "Transaction",
              cell: ({ transaction }) => (
                <To kind="tx" id={transaction}>
                  {transaction.slice(0, 10)}
                </To>
              ),
            },
          ]}
          rows={told.flows}
        />
      </details>
    </>
  );
}

const BAR = 200;

/** Where the escrows' money went, as bars of one scale. */
function Split({ books }: { books: LayerBooks }) {
  const most = books.out.reduce((high, { wei }) => (wei > high ? wei : high), 1n);
  const width = ({ wei }: Sum): number => Math.max(1, Number((wei * BigInt(BAR)) / most));
  return (
    <table class="bars">
      <caption>{books.layer}: out of escrow</caption>
      <tbody>
        {books.out.map((sum) => (
          <tr key={sum.name}>
            <th scope="row">{sum.name}</th>
            <td class="number">{tokens(sum.wei)}</td>
            <td aria-hidden="true">
              <svg width={BAR} height="10" viewBox={`0 0 ${BAR} 10`} preserveAspectRatio="none">
                <rect class="bar" width={width(sum)} height="10" />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
