import { Badge } from "#components/ui/badge.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { needTitles, type VpcNeedVerdict } from "#lib/domain/network/vpc-need.ts";
import { stanceConcern, stanceTexts, type VpcStance } from "#lib/domain/network/vpc-stance.ts";

interface NetworkNeedProps {
  readonly need: VpcNeedVerdict;
  readonly stance: VpcStance;
}

/** Whether the function needs its VPC, with everything that speaks for it. */
export function NetworkNeed({ need: { need, evidence, notRead }, stance }: NetworkNeedProps) {
  const concern = need === "nothingFound" && stanceConcern(stance) === "inside";
  return (
    <Card aria-label="Does it need the VPC?" className="mt-4">
      <CardHeader
        title="Does it need the VPC?"
        reading={`${need === "nothingFound" ? nothingNamed(stance) : ""}Your organisation's stance on VPCs: ${stanceTexts[stance].title.toLowerCase()}.`}
      />
      <CardBody className="grid gap-2">
        <div>
          <Badge tone={concern ? "medium" : need === "needs" ? "info" : "neutral"}>{needTitles[need]}</Badge>
        </div>
        {evidence.length === 0 ? null : (
          <ul className="list-disc pl-5 text-sm">
            {evidence.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        )}
        {notRead.length === 0 ? null : <p className="text-sm text-muted">Not looked at: {notRead.join(", ")}.</p>}
      </CardBody>
    </Card>
  );
}

/** Where functions belong in a VPC, none is spoken of as to be moved out. */
function nothingNamed(stance: VpcStance): string {
  const careful = stance === "required" ? "" : ": look before you move it";
  return `Nothing here names a private address. Its code may still call one${careful}. `;
}
