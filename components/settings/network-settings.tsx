"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card, CardBody, CardHeader } from "#components/ui/card.tsx";
import { RadioGroup } from "#components/ui/radio.tsx";
import { useActionRunner } from "#components/ui/use-action-runner.ts";
import { stanceTexts, type VpcStance, vpcStances } from "#lib/domain/network/vpc-stance.ts";
import { saveNetworkSettingsAction } from "#lib/server/actions/network-settings.ts";

/** What the organisation holds of functions in VPCs. */
export function NetworkSettings({ stance }: { readonly stance: VpcStance }) {
  const { run, pending } = useActionRunner();
  const [saved, setSaved] = useState(stance);
  const [chosen, setChosen] = useState(stance);

  async function save() {
    const outcome = await run(
      () => saveNetworkSettingsAction({ vpcStance: chosen }),
      ({ vpcStance }) => `Functions in a VPC: ${stanceTexts[vpcStance].title.toLowerCase()}`,
    );
    if (outcome.ok) setSaved(outcome.data.vpcStance);
  }

  return (
    <Card aria-label="Functions in a VPC" className="max-w-[80ch]">
      <CardHeader
        title="Functions in a VPC"
        reading="A VPC gives a function private addresses and a firewall, and costs NAT gateways, addresses and bandwidth. What your organisation holds of that is yours to say; the network pages follow."
      />
      <CardBody className="grid gap-4">
        <RadioGroup<VpcStance>
          label="A VPC is"
          value={chosen}
          onChange={setChosen}
          options={vpcStances.map((value) => ({
            value,
            label: stanceTexts[value].title,
            help: stanceTexts[value].effect,
          }))}
        />
        <div>
          <Button variant="primary" pending={pending} disabled={chosen === saved} onClick={() => void save()}>
            Save stance
          </Button>
        </div>
      </CardBody>
    </Card>
  );
}
