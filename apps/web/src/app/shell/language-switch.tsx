import { LanguageIcon } from "@jiebang/ui/icons.tsx";
import { Button } from "antd";
import { useSetLocale, useT } from "../locale.tsx";

/** Names the other language in that language, as its readers look for it. */
export function LanguageSwitch({ compact = false }: { compact?: boolean }) {
  const t = useT();
  const setLocale = useSetLocale();
  const other = t.locale === "zh" ? "en" : "zh";
  return (
    <Button
      type="text"
      icon={<LanguageIcon />}
      lang={other === "zh" ? "zh-CN" : "en"}
      aria-label={other === "zh" ? "中文" : "English"}
      onClick={() => setLocale(other)}
    >
      {compact ? (other === "zh" ? "中" : "EN") : other === "zh" ? "中文" : "English"}
    </Button>
  );
}
