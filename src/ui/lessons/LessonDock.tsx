/** The lesson beside the real thing: its steps, what was seen, what is next. */
export function LessonDock() {
  return <aside className="lesson-dock" aria-label="Lesson" data-pane="Lesson" />;
}
