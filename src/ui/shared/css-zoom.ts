/** CSS zoom, as the presenter's mode has it: rectangles and pointers are in the window's pixels, layout in an element's own. */

/** 1 where the browser does not tell. */
export function cssZoomOf(element: Element): number {
  return element.currentCSSZoom || 1;
}

/** Where a pointer is from an element's top left, in the element's own pixels. */
export function placeWithin(element: Element, { clientX, clientY }: { readonly clientX: number; readonly clientY: number }) {
  const { left, top } = element.getBoundingClientRect();
  const zoom = cssZoomOf(element);
  return { x: (clientX - left) / zoom, y: (clientY - top) / zoom };
}
