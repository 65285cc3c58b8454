export default function DiscoverPage(_: Record<string, unknown>) { return <div class="page">Discover</div>; }
