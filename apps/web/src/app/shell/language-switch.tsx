import { LanguageIcon } from "@jiebang/ui/icons.tsx";
import { Button } from "antd";
import { useSetLocale, useT } from "../locale.tsx";

/** Names the other language in that language, as its readers look for it. */
export function LanguageSwitch({ compact = false }: { compact?: boolean }) {
  const t = useT();
  const setLocale = useSetLocale();
  const other = t.locale === "zh" ? "en" : "zh";
  return (
    <Button type="text" icon={<LanguageIcon />} lang={other === "zh" ? "zh-CN" : "en"} onClick={() => setLocale(other)}>
      {compact ? (
        <>
          <span aria-hidden="true">{other === "zh" ? "中" : "EN"}</span>
          <span className="sr-only">{other === "zh" ? "中文" : "English"}</span>
        </>
      ) : other === "zh" ? (
        "中文"
      ) : (
        "English"
      )}
    </Button>
  );
}
