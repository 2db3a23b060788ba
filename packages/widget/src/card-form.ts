// The one-file build: everything a first payment needs, for a script tag. Registers the tag and exports nothing.
import './define.ts';
