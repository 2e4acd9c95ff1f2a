import { ThingSkeleton } from "#components/states/page-skeletons.tsx";

export default function Loading() {
  return <ThingSkeleton />;
}
