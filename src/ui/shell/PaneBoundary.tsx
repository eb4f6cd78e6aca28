/** One pane that fails takes only itself away: it says so, and can be tried again. */
import { Component, type ReactNode } from "react";

interface PaneBoundaryProps {
  name: string;
  children: ReactNode;
}

export class PaneBoundary extends Component<PaneBoundaryProps, { readonly failed: string | undefined }> {
  override state = { failed: undefined };

  static getDerivedStateFromError(reason: unknown): { readonly failed: string } {
    return { failed: reason instanceof Error ? reason.message : String(reason) };
  }

  override render(): ReactNode {
    const { name, children } = this.props;
    const { failed } = this.state;
    if (failed === undefined) return children;
    return (
      <div className="quiet" role="alert">
        <h3>{name} could not be shown.</h3>
        <p>{failed}</p>
        <p>The rest of the page works, and the work is saved.</p>
        <button type="button" className="btn" onClick={() => this.setState({ failed: undefined })}>
          Try again
        </button>
      </div>
    );
  }
}
