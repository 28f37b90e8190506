import { counted } from "../../src/support/text.ts";
import type { Need, ToldNeeds } from "../told/needs.ts";
import { moment } from "../told/time.ts";

export function Needs({ told }: { told: ToldNeeds }) {
  const { needs, block, readAt } = told;
  return (
    <>
      <p class="soft">
        As the owner's reports read the chain at block {block} ({moment(readAt)}), worst first.
      </p>
      <p>
        <strong>{urgency(needs)}</strong>
      </p>
      {needs.length > 0 && (
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

/** What an owner wants to know first. */
function urgency(needs: ToldNeeds["needs"]): string {
  const of = (severity: Need["severity"]): number =>
    needs.filter((need) => need.severity === severity).length;
  const [critical, warnings, notices] = [of("critical"), of("warning"), of("notice")];
  const rest = [
    ...(warnings > 0 ? [counted(warnings, "warning")] : []),
    ...(notices > 0 ? [`${counted(notices, "notice")} to know of`] : []),
  ].join(" and ");
  if (critical > 0) return `${counted(critical, "thing")} must be acted on${rest && `, besides ${rest}`}.`;
  return rest === "" ? "Nothing asks for the owner." : `Nothing is critical: ${rest}.`;
}
