using System.Diagnostics;
using Microsoft.Playwright;
using Xunit;

namespace RaceModel.Tests.Browser;

/// <summary>
/// Debian's Chromium, started once for all tests of pages. It is installed if that can be done without asking; else the tests are
/// skipped, and say what to do; but in CI they fail, as nobody reads there what was skipped.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Remedy = "Chromium is not installed; as root: apt-get update && apt-get install -y --no-install-recommends chromium";

    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (Find() is null && OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get")) Install();
        if (Find() is not { } path) return;

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = path,
            Args = ["--disable-background-networking", .. Environment.IsPrivilegedProcess ? (string[])["--no-sandbox"] : []],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A new window, which is watched.</summary>
    internal async Task<WatchedPage> Open(BrowserNewContextOptions? options = null)
    {
        bool isCi = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
        Skip.If(_browser is null && !isCi, Remedy);
        if (_browser is null) Assert.Fail(Remedy);

        IBrowserContext context = await _browser.NewContextAsync(options ?? new());
        context.SetDefaultTimeout(20_000);
        return new(context, await context.NewPageAsync());
    }

    private static string? Find() => Places.FirstOrDefault(File.Exists);

    private static void Install()
    {
        using Process process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "apt-get update && apt-get install -y --no-install-recommends chromium"])
        {
            Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" },
        })!;
        process.WaitForExit();
    }
}

[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<Chromium>
{
    public const string Name = "browser";
}
