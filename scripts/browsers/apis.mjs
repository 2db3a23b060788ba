// Finds what a program uses of the web's and the language's own objects: by TypeScript's types, so that a method is known by whose it is.
import ts from '@typescript/typescript6';
import {
  attributeFeatures,
  globalFeatures,
  isYoungName,
  memberFeatures,
  namedFeatures,
  namespaceFeatures,
  optionFeatures,
  tagFeatures,
} from './features.mjs';

const OPTIONS = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  customConditions: ['@eximpe/source'],
  // All that there is, so that nothing new is taken for the project's own.
  lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
  // What an imported style sheet is.
  types: ['vite/client'],
  strict: true,
  allowJs: true,
  allowImportingTsExtensions: true,
  experimentalDecorators: true,
  noEmit: true,
};

const isOfLibrary = (declaration) => /\/lib\.[\w.]+\.d\.ts$/.test(declaration.getSourceFile().fileName);

/** Written `declare global`: what the project knows of the web beyond TypeScript's libraries. */
const isGlobal = (declaration) =>
  isOfLibrary(declaration) ||
  ts.findAncestor(declaration, (node) => ts.isModuleBlock(node) && node.parent.name.text === 'global') !== undefined;

/** TypeScript, which is ours; what was built is not, nor what others wrote. */
const isOurs = ({ fileName, isDeclarationFile }) => fileName.endsWith('.ts') && !isDeclarationFile;

/** What the members of our own types are called. Each use of them is judged in the source. */
function namesOfOurs(files) {
  const names = new Set();
  const visit = (node) => {
    if (node.name && (ts.isClassElement(node) || ts.isTypeElement(node) || ts.isObjectLiteralElementLike(node)))
      names.add(node.name.text);
    ts.forEachChild(node, visit);
  };
  for (const file of files) visit(file);
  return names;
}

/**
 * Each use: `{ name, features, file, place }`. `features` are MDN's; empty where MDN knows none.
 *
 * Of TypeScript everything is judged by its types, and what has none by its name. JavaScript, as what was built, tells few types: there a name counts
 * when nothing old is called so, and nothing of ours.
 *
 * @param files paths
 */
export function usedApis(files, host) {
  const program = ts.createProgram({ rootNames: files, options: OPTIONS, ...(host && { host }) });
  const checker = program.getTypeChecker();
  const ourNames = namesOfOurs(program.getSourceFiles().filter(isOurs));
  const uses = [];

  function use(node, name, features) {
    const file = node.getSourceFile();
    const { line, character } = file.getLineAndCharacterOfPosition(node.getStart());
    uses.push({ name, features, file: file.fileName, place: `${file.fileName}:${line + 1}:${character + 1}` });
  }

  /** Names of a type and of what it inherits from: MDN describes a mixin's member at those who have it. */
  function lineage(type, names = new Set()) {
    const whole = checker.getNonNullableType(type);
    for (const each of whole.isUnionOrIntersection() ? whole.types : [whole]) {
      const apparent = checker.getApparentType(each);
      if (apparent.symbol) names.add(apparent.symbol.name);
      if (apparent.isClassOrInterface()) for (const base of checker.getBaseTypes(apparent)) lineage(base, names);
    }
    return names;
  }

  /** A member as one of its declarations has it. */
  function declared(node, declaration, type) {
    const name = node.text;
    const container = declaration.parent;
    const block = ts.isVariableDeclarationList(container) ? container.parent.parent : container;
    if (ts.isModuleBlock(block) && block.parent.name.text !== 'global') {
      const namespace = block.parent.name.text;
      return use(node, `${namespace}.${name}`, namespaceFeatures(namespace, name));
    }
    // `globalThis.name`
    if (ts.isModuleBlock(block) || ts.isSourceFile(block)) return use(node, name, globalFeatures(name));
    const ofVariable = ts.isTypeLiteralNode(container) && ts.isVariableDeclaration(container.parent);
    const owner = ts.isInterfaceDeclaration(container) ? container.name.text : ofVariable && container.parent.name.text;
    if (!owner) return undefined;
    const isStatic = ofVariable || /.Constructor$/.test(owner);
    const owners = [owner, ...lineage(type)].map((each) => each.replace(/(?<=.)Constructor$/, ''));
    const features = memberFeatures(owners, name, isStatic);
    // What MDN does not know of a global of the project's own is a name of the project's.
    if (features.length > 0 || isOfLibrary(declaration)) use(node, `${owners[0]}.${name}`, features);
    return undefined;
  }

  function member(node, object) {
    const type = checker.getTypeAtLocation(object);
    const whole = checker.getNonNullableType(type);
    const name = node.text;
    if (whole.flags & ts.TypeFlags.Any) return untyped(node);
    const symbol = checker.getPropertyOfType(checker.getApparentType(whole), name);
    // In ours it is a name of a record.
    if (!symbol) return isOurs(node.getSourceFile()) ? undefined : untyped(node);
    // A union's property has the declarations of all.
    for (const declaration of symbol.declarations?.filter(isGlobal) ?? []) declared(node, declaration, type);
    return undefined;
  }

  /** Whose it is nobody knows. What is called like a member of ours is judged where it is ours. */
  function untyped(node) {
    const name = node.text;
    if (ourNames.has(name)) return;
    if (isOurs(node.getSourceFile()) || isYoungName(name)) use(node, name, namedFeatures(name));
  }

  function global(node) {
    const declaration = checker.getSymbolAtLocation(node)?.declarations?.find(isGlobal);
    if (!declaration) {
      if (!checker.getSymbolAtLocation(node) && isYoungName(node.text)) use(node, node.text, namedFeatures(node.text));
      return;
    }
    const { parent } = declaration;
    if (!ts.isSourceFile(parent) && !ts.isVariableDeclarationList(parent) && !ts.isModuleBlock(parent)) return;
    const features = globalFeatures(node.text);
    if (features.length > 0 || isOfLibrary(declaration)) use(node, node.text, features);
  }

  /** Options, as in `addEventListener(…, { signal })`. */
  function option(key, literal) {
    const type = checker.getContextualType(literal);
    const whole = type && checker.getNonNullableType(type);
    for (const each of whole?.isUnionOrIntersection() ? whole.types : [whole]) {
      const declaration = each && checker.getPropertyOfType(each, key.text)?.declarations?.find(isGlobal);
      const features = declaration ? optionFeatures(key.text) : [];
      for (const feature of features) use(key, `{ ${key.text} }`, [feature]);
    }
  }

  /** `addEventListener('scrollend', …)`, `createElement('dialog')`, `setAttribute('popover', …)` */
  function named(call) {
    const {
      expression,
      arguments: [first],
    } = call;
    if (!ts.isPropertyAccessExpression(expression) || !first || !ts.isStringLiteralLike(first)) return;
    const method = expression.name.text;
    if (method === 'addEventListener') {
      if (isYoungName(first.text)) use(first, `“${first.text}”`, namedFeatures(first.text));
    } else if (method === 'createElement') {
      if (!first.text.includes('-')) use(first, `<${first.text}>`, tagFeatures(first.text));
    } else if (/^(?:set|toggle)Attribute$/.test(method)) {
      const features = attributeFeatures('', first.text);
      if (features.length > 0) use(first, `${first.text}=`, features);
    }
  }

  const keyOf = (node) => {
    const key = node.propertyName ?? node.name;
    return key && (ts.isIdentifier(key) || ts.isStringLiteralLike(key)) ? key : undefined;
  };

  function visit(node) {
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isImportDeclaration(node)) return;
    // Asking whether something is there uses nothing.
    if (ts.isTypeOfExpression(node) && ts.isIdentifier(node.expression)) return;
    if (ts.isPropertyAccessExpression(node)) {
      if (ts.isIdentifier(node.name)) member(node.name, node.expression);
      visit(node.expression);
      return;
    }
    if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
      member(node.argumentExpression, node.expression);
    if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent) && keyOf(node)) {
      member(keyOf(node), node.parent);
      if (node.initializer) visit(node.initializer);
      if (!ts.isIdentifier(node.name)) visit(node.name);
      return;
    }
    if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node) || ts.isMethodDeclaration(node)) {
      if (ts.isObjectLiteralExpression(node.parent) && keyOf(node)) option(keyOf(node), node.parent);
      if (ts.isPropertyAssignment(node)) visit(node.initializer);
      else if (ts.isMethodDeclaration(node)) ts.forEachChild(node, (child) => child !== node.name && visit(child));
      else global(node.name);
      return;
    }
    if (ts.isCallExpression(node)) named(node);
    if (ts.isIdentifier(node)) global(node);
    ts.forEachChild(node, visit);
  }
  for (const file of program.getSourceFiles()) if (!file.isDeclarationFile) visit(file);
  return uses;
}
