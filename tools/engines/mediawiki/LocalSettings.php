<?php
// Settings of the MediaWiki that the tests run, as strict as Wikimedia's wikis.
// MediaWiki finds this file by the environment variable MW_CONFIG_FILE; the wiki's
// database and pictures are where WLW_WIKI_DATA says, so that every test run has its own.

$wlwData = getenv( 'WLW_WIKI_DATA' );

$wgSitename = 'Engines';
$wgMetaNamespace = 'Project';
$wgServer = 'http://' . ( $_SERVER['HTTP_HOST'] ?? '127.0.0.1' );
$wgScriptPath = '';
$wgLanguageCode = 'en';
$wgSecretKey = 'a wiki for tests keeps no secret';
$wgUpgradeKey = 'tests';

$wgDBtype = 'sqlite';
$wgDBname = 'wiki';
$wgSQLiteDataDir = $wlwData;

// Nothing is remembered between two requests but the interface's own messages.
$wgMainCacheType = CACHE_NONE;
$wgParserCacheType = CACHE_NONE;
$wgMessageCacheType = CACHE_NONE;
$wgSessionCacheType = CACHE_DB;
$wgCacheDirectory = getenv( 'WLW_WIKI_CACHE' );
$wgLocalisationCacheConf['store'] = 'array';
$wgJobRunRate = 0;
$wgRateLimits = [];
$wgShowExceptionDetails = true;

// The strict or surprising side of Wikimedia's configuration.
$wgEnableMagicLinks = [ 'ISBN' => true, 'PMID' => true, 'RFC' => true ];
$wgAllowDisplayTitle = true;
$wgRestrictDisplayTitle = true;
$wgPageLanguageUseDB = true;
$wgNamespacesWithSubpages[NS_MAIN] = true;
$wgParserEnableLegacyHeadingDOM = false;
$wgFragmentMode = [ 'html5', 'legacy' ];

// Pictures: PNG and SVG are shown as they are, no thumbnail is made.
$wgEnableUploads = true;
$wgUploadDirectory = "$wlwData/images";
$wgUploadPath = '/images';
$wgFileExtensions = [ 'png', 'gif', 'jpg', 'jpeg', 'svg', 'webp' ];
$wgUseImageResize = false;
$wgSVGNativeRendering = true;

wfLoadSkin( 'Vector' );
foreach ( [ 'Cite', 'Math', 'ParserFunctions', 'Poem', 'SyntaxHighlight_GeSHi', 'TemplateData' ] as $wlwExtension ) {
	wfLoadExtension( $wlwExtension );
}
wfLoadExtension( 'Parsoid', "$IP/vendor/wikimedia/parsoid/extension.json" );

// A page X/ar is in Arabic, as Translate's translation pages are.
$wgHooks['PageContentLanguage'][] = static function ( $title, &$language ) {
	$code = $title->getSubpageText();
	$services = MediaWiki\MediaWikiServices::getInstance();
	if ( $code !== $title->getText() && $services->getLanguageNameUtils()->isKnownLanguageTag( $code ) ) {
		$language = $services->getLanguageFactory()->getLanguage( $code );
	}
};

$wgMathValidModes = [ 'source', 'native' ];
$wgDefaultUserOptions['math'] = 'native';
$wgPygmentizePath = '/usr/bin/pygmentize';
