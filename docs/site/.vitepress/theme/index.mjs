// VitePress's own theme, in the form's colours.
import { useData } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { defineAsyncComponent, h, onMounted, watchEffect } from 'vue';
import './style.css';

/** Its first page has no landmark for what it is about. */
const Layout = {
  setup() {
    const { frontmatter } = useData();
    onMounted(() =>
      watchEffect(
        () => {
          const isHome = frontmatter.value.layout === 'home';
          const content = document.querySelector('#VPContent');
          if (isHome) content?.setAttribute('role', 'main');
          else content?.removeAttribute('role');
        },
        { flush: 'post' },
      ),
    );
    return () => h(DefaultTheme.Layout);
  },
};

/** Only its own page loads it. */
const Playground = defineAsyncComponent(() => import('../../playground/Playground.vue'));

export default {
  extends: DefaultTheme,
  Layout,
  enhanceApp: ({ app }) => app.component('Playground', Playground),
};
