export default function TagPage(_: Record<string, unknown>) { return <div class="page">Tag</div>; }
