/** Small screens: what the bars have no room for. */
import { Icon } from "../shared/Icon.tsx";
import { Menu, MenuItem } from "../shared/Menu.tsx";
import { ClockItems } from "./ClockControl.tsx";
import type { OpenDialog } from "./dialog-name.ts";
import { ThemeItems } from "./ThemeMenu.tsx";

export function MoreMenu({ openDialog }: { openDialog: OpenDialog }) {
  return (
    <Menu label="More" className="ib icon" align="end" trigger={<Icon name="more" />}>
      <div className="menu-title">Clock rate while idle</div>
      <ClockItems />
      <div className="menu-title">Theme</div>
      <ThemeItems />
      <hr />
      <MenuItem onSelect={() => openDialog("palette")}>
        <Icon name="terminal" />
        All commands
      </MenuItem>
      <MenuItem onSelect={() => openDialog("lessons")}>
        <Icon name="book" />
        Lessons
      </MenuItem>
      <MenuItem onSelect={() => openDialog("share")}>
        <Icon name="link" />
        Share
      </MenuItem>
      <MenuItem onSelect={() => openDialog("platform-settings")}>
        <Icon name="sliders" />
        Platform settings
      </MenuItem>
      <MenuItem onSelect={() => openDialog("keyboard")}>
        <Icon name="keyboard" />
        Keyboard
      </MenuItem>
    </Menu>
  );
}
