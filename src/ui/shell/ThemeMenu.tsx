/** Light, dark, or as the system has it; or large enough for the last row. */
import type { State } from "../../store/state.ts";
import { Icon, type IconName } from "../shared/Icon.tsx";
import { Menu, MenuItem } from "../shared/Menu.tsx";
import { useColdstart, useIntents } from "../shared/store-context.tsx";

const THEMES: readonly { readonly value: State["theme"]; readonly label: string; readonly icon: IconName }[] = [
  { value: "system", label: "As the system", icon: "system" },
  { value: "light", label: "Light", icon: "sun" },
  { value: "dark", label: "Dark", icon: "moon" },
];

export function ThemeMenu() {
  const theme = useColdstart((state) => state.theme);
  const icon = THEMES.find(({ value }) => value === theme)?.icon ?? "system";
  return (
    <Menu label="Theme" className="ib icon" align="end" trigger={<Icon name={icon} />}>
      <ThemeItems />
    </Menu>
  );
}

export function ThemeItems() {
  const theme = useColdstart((state) => state.theme);
  const { setTheme, present } = useIntents();
  return (
    <>
      {THEMES.map(({ value, label }) => (
        <MenuItem key={value} checked={theme === value} onSelect={() => setTheme(value)}>
          {label}
        </MenuItem>
      ))}
      <hr />
      <MenuItem onSelect={() => present({ open: true })}>Present in large type</MenuItem>
    </>
  );
}
