export default function PeoplePage(_: Record<string, unknown>) { return <div class="page">People</div>; }
