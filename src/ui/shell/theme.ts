/** Light, dark, or as the system has it. index.html reads the same key before the first paint. */
import { useEffect } from "react";
import type { State } from "../../store/state.ts";
import { useColdstart } from "../shared/store-context.tsx";
import { useMediaQuery } from "../shared/useMediaQuery.ts";

const THEME_KEY = "coldstart:theme";

/** Puts the chosen theme on the page. */
export function useTheme(): void {
  const theme = useColdstart((state) => state.theme);
  const systemDark = useMediaQuery("(prefers-color-scheme: dark)");
  useEffect(() => {
    document.documentElement.dataset.theme = theme === "system" ? (systemDark ? "dark" : "light") : theme;
    keepTheme(theme);
  }, [theme, systemDark]);
}

function keepTheme(theme: State["theme"]): void {
  try {
    if (theme === "system") localStorage.removeItem(THEME_KEY);
    else localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Denied: the next visit begins with the system's theme.
  }
}
