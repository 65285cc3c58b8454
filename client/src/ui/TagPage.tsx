import ArrowLeft from "lucide-solid/icons/arrow-left";
import { tagList } from "../feed/lists";
import { Grid } from "./Grid";
import { goBack } from "./navigate";

export default function TagPage(props: { tag: string }) {
  return (
    <div class="page">
      <div class="wide-column">
        <header class="page-head">
          <button type="button" class="icon-button" aria-label="Back" onClick={goBack}><ArrowLeft size={24} stroke-width={1.75} /></button>
          <h1 class="one-line" dir="auto">#{props.tag}</h1>
        </header>
        <Grid list={tagList(props.tag)} label={`Clips tagged ${props.tag}`} empty={{ title: "No clips with this tag", words: "Be the first to use it.", action: <a class="button" href="/upload">Upload a clip</a> }} />
      </div>
    </div>
  );
}
