/** Light or dark: as the machine has it, or as somebody chose. */

export type Theme = "auto" | "light" | "dark";

const KEY = "newsgraph-theme";
const ORDER: readonly Theme[] = ["auto", "light", "dark"];

export interface Themes {
  get(): Theme;
  isDark(): boolean;
  /** Go to the next of auto, light and dark. */
  next(): void;
}

/** Put the theme on the page now and whenever it changes. */
export function themes(changed: () => void): Themes {
  const system = matchMedia("(prefers-color-scheme: dark)");
  let theme: Theme = kept();
  const isDark = (): boolean => theme === "dark" || (theme === "auto" && system.matches);
  const put = (): void => {
    document.documentElement.dataset["theme"] = isDark() ? "dark" : "light";
  };
  put();
  system.addEventListener("change", () => {
    put();
    changed();
  });
  return {
    get: () => theme,
    isDark,
    next() {
      theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length] ?? "auto";
      keep(theme);
      put();
      changed();
    },
  };
}

/** Pages opened from disk or in a frame may have no storage. */
function kept(): Theme {
  try {
    return ORDER.find((theme) => theme === localStorage.getItem(KEY)) ?? "auto";
  } catch {
    return "auto";
  }
}

function keep(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // The choice holds for as long as the page is open.
  }
}
