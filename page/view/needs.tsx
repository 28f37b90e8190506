import type { ToldNeeds } from "../told/needs.ts";
import { moment } from "../told/time.ts";

export function Needs({ told }: { told: ToldNeeds }) {
  const { needs, block, readAt } = told;
  return (
    <>
      <p class="soft">
        As the owner's reports read the chain at block {block} ({moment(readAt)}), worst first.
      </p>
      {needs.length === 0 ? (
        <p>Nothing asks for the owner.</p>
      ) : (
        <ul class="needs">
          {needs.map(({ severity, text, command }) => (
            <li key={text} class={severity}>
              <strong>{severity}</strong> {text}
              {command !== "" && <code class="command">{command}</code>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
