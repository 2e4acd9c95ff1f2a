import { ListSkeleton } from "#components/states/page-skeletons.tsx";

export default function Loading() {
  return <ListSkeleton />;
}
