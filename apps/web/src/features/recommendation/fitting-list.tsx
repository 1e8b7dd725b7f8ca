import { useSuspenseQuery } from "@tanstack/react-query";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { RecommendationCard } from "./recommendation-card.tsx";

/** The other side of an entry that one reads; nothing stands there when nothing fits and `emptyText` is not given. */
export function FittingList({
  number,
  kind,
  emptyText,
}: {
  number: string;
  kind: "offer" | "demand";
  emptyText?: string;
}) {
  const t = useT();
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.recommendation.fitting.queryOptions({ number, limit: 10 }));
  if (data.length === 0) return emptyText ? <p className="muted">{emptyText}</p> : null;
  return (
    <section aria-labelledby="fitting">
      <h2 id="fitting" className="section-title">
        {t(`recommendation.fitting.${kind}`)}
      </h2>
      <ul className="recommendations">
        {data.map((item) => (
          <RecommendationCard key={item.other.id} other={item.other} explanation={item.explanation} />
        ))}
      </ul>
    </section>
  );
}
