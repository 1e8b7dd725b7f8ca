import "./round.css";
import { useT } from "../../app/locale.tsx";

/** The title in the reader's language; Chinese where English is missing. */
export function useTitle() {
  const t = useT();
  return (value: { title: string; titleEn?: string | null }) =>
    t.locale === "en" ? (value.titleEn ?? value.title) : value.title;
}

/** A pair of texts of a template in the reader's language. */
export function useLocalText() {
  const t = useT();
  return (value: { zh: string; en: string }) => value[t.locale];
}

/** The value of a parameter in words. */
export function useParameterValue() {
  const t = useT();
  return (key: string, value: unknown): string => {
    if (typeof value === "boolean") return t(value ? "web.round.yes" : "web.round.no");
    if (Array.isArray(value))
      return value.map((code) => t(`word.organisation.${code}`)).join(t.locale === "zh" ? "、" : ", ");
    if (key === "sealing") return t(`word.sealing.${value}`);
    return String(value ?? t("web.none"));
  };
}
