"use client";

import { LogOut } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Avatar } from "#components/ui/avatar.tsx";
import { Menu, MenuItem, MenuRadio, MenuSeparator } from "#components/ui/menu.tsx";
import { useTimeZone } from "#components/ui/time-zone.tsx";
import type { FrameData, Theme } from "./frame-data.ts";
import { preferenceCookies, rememberPreference } from "./preferences.ts";

export type SignOut = string | ((form: FormData) => Promise<void>);

interface UserMenuProps {
  readonly user: FrameData["user"];
  readonly theme: Theme;
  readonly signOut: SignOut;
}

const themeOptions = [
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
  { value: "system", label: "As the system" },
] as const;

/** The person: who is signed in, theme, time zone, sign out. */
export function UserMenu({ user, theme, signOut }: UserMenuProps) {
  const [chosen, setChosen] = useState<Theme>(theme);
  const form = useRef<HTMLFormElement>(null);
  function choose(next: Theme) {
    rememberPreference(preferenceCookies.theme, next);
    document.documentElement.classList.remove("light", "dark", "system");
    document.documentElement.classList.add(next);
    setChosen(next);
  }
  return (
    <>
      <Menu
        trigger={
          <button type="button" aria-label={`${user.name}: account and preferences`} className="rounded-full">
            <Avatar name={user.name} />
          </button>
        }
      >
        <div className="max-w-64 px-2 py-1.5">
          <p className="one-line text-sm font-medium">{user.name}</p>
          <p className="one-line text-xs text-faint">
            {user.email} · {user.role}
          </p>
        </div>
        <MenuSeparator />
        <MenuRadio label="Theme" value={chosen} options={themeOptions} onChange={choose} />
        <MenuSeparator />
        <TimeZoneChoice />
        <MenuSeparator />
        <MenuItem onClick={() => form.current?.requestSubmit()}>
          <LogOut aria-hidden />
          Sign out
        </MenuItem>
      </Menu>
      <form
        ref={form}
        action={signOut}
        {...(typeof signOut === "string" ? { method: "post" } : {})}
        className="hidden"
      />
    </>
  );
}

function TimeZoneChoice() {
  const router = useRouter();
  const { timeZone } = useTimeZone();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = [...new Set([timeZone, here, "UTC"])];
  function choose(zone: string) {
    rememberPreference(preferenceCookies.timeZone, zone);
    router.refresh();
  }
  return (
    <MenuRadio
      label="Time zone"
      value={timeZone}
      options={zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
      onChange={choose}
    />
  );
}
